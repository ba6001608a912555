# Data

resource "aws_dynamodb_table" "rooms" {
  name         = "shop-rooms"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "orders" {
  name                        = "shop-orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "customerId"
  range_key                   = "orderId"
  deletion_protection_enabled = true

  attribute {
    name = "customerId"
    type = "S"
  }
  attribute {
    name = "orderId"
    type = "S"
  }
  attribute {
    name = "status"
    type = "S"
  }
  global_secondary_index {
    name            = "ByStatus"
    hash_key        = "status"
    range_key       = "orderId"
    projection_type = "ALL"
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn
  }
}

resource "aws_kms_key" "data" {
  description             = "Encrypts the shop's tables"
  deletion_window_in_days = 30
  enable_key_rotation     = true
}

resource "aws_kms_key" "archive" {
  description             = "Encrypts the shop's archive"
  deletion_window_in_days = 30
}

resource "aws_s3_bucket" "invoices" {
  bucket = "shop-invoices"
}

resource "aws_s3_bucket_public_access_block" "invoices" {
  bucket                  = aws_s3_bucket.invoices.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Read"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::shop-invoices/*"
    }]
  })
}

resource "aws_s3_bucket_versioning" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket" "exports" {
  bucket = "shop-exports"
}

resource "aws_cognito_user_pool" "members" {
  name = "shop-members"
}

resource "aws_db_instance" "ledger" {
  identifier                = "shop-ledger"
  engine                    = "postgres"
  engine_version            = "16.3"
  instance_class            = "db.t4g.medium"
  allocated_storage         = 50
  db_name                   = "ledger"
  username                  = "ledger"
  password                  = "planted-secret-ledger"
  storage_encrypted         = true
  deletion_protection       = true
  backup_retention_period   = 14
  multi_az                  = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "shop-ledger-last"
}

# Functions

resource "aws_iam_role" "worker" {
  name = "shop-worker"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "worker" {
  name = "orders"
  role = aws_iam_role.worker.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Orders"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:Query"]
        Resource = aws_dynamodb_table.orders.arn
      },
      {
        Sid      = "Jobs"
        Effect   = "Allow"
        Action   = "sqs:ReceiveMessage"
        Resource = aws_sqs_queue.jobs.arn
        Condition = {
          Bool = { "aws:SecureTransport" = "true" }
        }
      },
    ]
  })
}

resource "aws_lambda_function" "worker" {
  function_name                  = "shop-worker"
  role                           = aws_iam_role.worker.arn
  runtime                        = "nodejs20.x"
  handler                        = "index.handler"
  filename                       = "worker.zip"
  source_code_hash               = filebase64sha256("worker.zip")
  timeout                        = 30
  memory_size                    = 512
  reserved_concurrent_executions = 20
  publish                        = true
  environment {
    variables = {
      TABLE     = "shop-orders"
      LOG_LEVEL = "INFO"
    }
  }
}

resource "aws_lambda_alias" "worker" {
  name             = "live"
  function_name    = aws_lambda_function.worker.function_name
  function_version = "1"
}

resource "aws_sqs_queue" "jobs" {
  name                      = "shop-jobs"
  message_retention_seconds = 1209600
}

resource "aws_sns_topic" "news" {
  name = "shop-news"
}

resource "aws_sns_topic_policy" "news" {
  arn = aws_sns_topic.news.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Publish"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = "SNS:Publish"
      Resource  = aws_sns_topic.news.arn
    }]
  })
}

# Network

resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "database" {
  name   = "shop-database"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "Postgres"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}

# Observability

resource "aws_cloudwatch_log_group" "worker" {
  name              = "/shop/worker"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "audit" {
  name              = "/shop/audit"
  retention_in_days = 365
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "shop-worker-errors"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  period              = 60
  statistic           = "Sum"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = "shop-worker" }
  alarm_actions       = [aws_sns_topic.news.arn]
}

resource "aws_cloudwatch_metric_alarm" "throttles" {
  alarm_name          = "shop-worker-throttles"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  period              = 60
  statistic           = "Sum"
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = { FunctionName = "shop-worker" }
  alarm_actions       = [aws_sns_topic.news.arn]
}

resource "aws_cloudwatch_metric_alarm" "age" {
  alarm_name          = "shop-jobs-age"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 600
  evaluation_periods  = 1
  period              = 60
  statistic           = "Maximum"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = "shop-jobs" }
  alarm_actions       = [aws_sns_topic.news.arn]
}
