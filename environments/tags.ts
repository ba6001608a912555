/** Tags that a resource can have, AWS's own not counted (service models of AppSync, IAM and CloudWatch Logs: Tags, tagListType). */
export const MOST_TAGS = 50;
