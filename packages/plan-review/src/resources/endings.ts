/** What happens to others when a resource is destroyed that holds nothing, and that an apply makes again as it was. */
export interface Ending {
  /** Ends a sentence: `whoever comes in by it gets no answer`. */
  readonly means: string;
  /** The same as a line of a finding: `it is destroyed: whoever comes in by it gets no answer`. */
  readonly text: string;
  /** Whether something that works stops at once. */
  readonly blocks: boolean;
  /** Attributes by which others know it: one that is replaced under another of these is gone for them. */
  readonly by: readonly string[];
}

/** @returns undefined for a type with which nothing ends, or none knows what */
export const endingOf = (type: string): Ending | undefined => ENDINGS.get(type);

interface Group extends Pick<Ending, 'means' | 'blocks'>, Partial<Pick<Ending, 'by'>> {
  /** Separated by white space, in order. */
  readonly types: string;
}

/** By what ends. Within a group, types in order. */
const GROUPS: readonly Group[] = [
  {
    means: 'whoever comes in by it gets no answer',
    blocks: true,
    by: ['base_path', 'domain_name', 'name', 'path', 'port', 'stage_name', 'type', 'zone', 'zone_id', 'zone_name'],
    types: `
      aws_alb_listener aws_alb_listener_certificate aws_amplify_domain_association aws_api_gateway_base_path_mapping
      aws_api_gateway_stage aws_apigatewayv2_api_mapping aws_apigatewayv2_stage aws_apprunner_custom_domain_association
      aws_apprunner_vpc_ingress_connection aws_appsync_domain_name_api_association aws_cloudfront_vpc_origin
      aws_db_proxy_endpoint aws_efs_access_point aws_eip_association aws_eip_domain_name
      aws_globalaccelerator_custom_routing_endpoint_group aws_globalaccelerator_custom_routing_listener
      aws_globalaccelerator_endpoint_group aws_globalaccelerator_listener aws_lb_listener
      aws_lb_listener_certificate aws_lightsail_static_ip_attachment aws_neptune_cluster_endpoint
      aws_rds_cluster_endpoint aws_redshiftserverless_custom_domain_association
      aws_redshiftserverless_workgroup aws_route53_record aws_route53_traffic_policy_instance aws_s3_access_point
      aws_s3_bucket_website_configuration aws_s3control_multi_region_access_point
      aws_s3control_object_lambda_access_point aws_sagemaker_endpoint aws_service_discovery_private_dns_namespace
      aws_service_discovery_public_dns_namespace aws_service_discovery_service aws_vpclattice_listener
      azurerm_app_service_custom_hostname_binding azurerm_cdn_frontdoor_custom_domain
      azurerm_cdn_frontdoor_custom_domain_association azurerm_cdn_frontdoor_origin_group azurerm_cdn_frontdoor_route
      azurerm_dns_a_record azurerm_dns_aaaa_record azurerm_dns_caa_record azurerm_dns_cname_record azurerm_dns_mx_record
      azurerm_dns_ns_record azurerm_dns_srv_record azurerm_dns_txt_record azurerm_private_dns_a_record
      azurerm_private_dns_cname_record azurerm_traffic_manager_azure_endpoint azurerm_traffic_manager_external_endpoint
      cloudflare_dns_record cloudflare_record digitalocean_record google_cloud_run_domain_mapping
      google_compute_backend_service google_compute_forwarding_rule google_compute_global_forwarding_rule
      google_compute_region_backend_service google_compute_region_target_http_proxy
      google_compute_region_target_https_proxy google_compute_region_url_map google_compute_target_http_proxy
      google_compute_target_https_proxy google_compute_target_tcp_proxy google_compute_url_map google_dns_record_set
      kubernetes_ingress kubernetes_ingress_v1
    `,
  },
  {
    means: 'what it leads to is reached no longer',
    blocks: false,
    by: [],
    types: `
      aws_alb_listener_rule aws_alb_target_group aws_alb_target_group_attachment aws_api_gateway_integration
      aws_api_gateway_method aws_api_gateway_resource aws_api_gateway_vpc_link aws_apigatewayv2_integration
      aws_apigatewayv2_route aws_apigatewayv2_vpc_link aws_appmesh_gateway_route aws_appmesh_route
      aws_appmesh_virtual_gateway aws_appmesh_virtual_node aws_appmesh_virtual_router aws_appmesh_virtual_service
      aws_appsync_datasource aws_appsync_function aws_appsync_source_api_association aws_autoscaling_attachment
      aws_autoscaling_traffic_source_attachment aws_db_proxy_default_target_group aws_db_proxy_target aws_elb_attachment
      aws_lb_listener_rule aws_lb_target_group aws_lb_target_group_attachment aws_service_discovery_instance
      aws_vpclattice_listener_rule aws_vpclattice_resource_configuration
      aws_vpclattice_service_network_service_association aws_vpclattice_target_group
      aws_vpclattice_target_group_attachment azurerm_lb_backend_address_pool azurerm_lb_nat_rule azurerm_lb_rule
      azurerm_network_interface_backend_address_pool_association
    `,
  },
  {
    means: 'the field that it resolves answers with null',
    blocks: true,
    by: ['api_id', 'field', 'type'],
    types: 'aws_appsync_resolver',
  },
  {
    means: 'what stands behind it cannot be reached, and reaches nothing',
    blocks: true,
    types: `
      aws_apprunner_vpc_connector aws_customer_gateway aws_dx_bgp_peer aws_dx_connection_association
      aws_dx_gateway_association aws_ec2_carrier_gateway aws_ec2_client_vpn_network_association aws_ec2_transit_gateway
      aws_ec2_transit_gateway_connect aws_ec2_transit_gateway_peering_attachment aws_ec2_transit_gateway_vpc_attachment
      aws_efs_mount_target aws_egress_only_internet_gateway aws_internet_gateway aws_internet_gateway_attachment
      aws_nat_gateway aws_networkmanager_connect_attachment aws_networkmanager_core_network_policy_attachment
      aws_networkmanager_dx_gateway_attachment aws_networkmanager_site_to_site_vpn_attachment
      aws_networkmanager_transit_gateway_peering aws_networkmanager_transit_gateway_registration
      aws_networkmanager_transit_gateway_route_table_attachment aws_networkmanager_vpc_attachment aws_vpc
      aws_vpc_peering_connection aws_vpc_route_server aws_vpn_gateway aws_vpn_gateway_attachment azurerm_nat_gateway
      azurerm_virtual_network azurerm_virtual_network_gateway azurerm_virtual_network_gateway_connection
      azurerm_virtual_network_peering google_compute_ha_vpn_gateway google_compute_network
      google_compute_network_peering google_compute_router google_compute_router_nat google_compute_vpn_tunnel
      google_service_networking_connection
    `,
  },
  {
    means: 'what stands behind it may not be reached, or reach nothing',
    blocks: false,
    types: `
      aws_dx_gateway_association_proposal aws_ec2_client_vpn_route aws_ec2_instance_connect_endpoint
      aws_ec2_local_gateway_route aws_ec2_local_gateway_route_table_vpc_association aws_ec2_managed_prefix_list
      aws_ec2_managed_prefix_list_entry aws_ec2_transit_gateway_connect_peer
      aws_ec2_transit_gateway_default_route_table_association aws_ec2_transit_gateway_default_route_table_propagation
      aws_ec2_transit_gateway_multicast_domain_association aws_ec2_transit_gateway_multicast_group_member
      aws_ec2_transit_gateway_multicast_group_source aws_ec2_transit_gateway_peering_attachment_accepter
      aws_ec2_transit_gateway_policy_table_association aws_ec2_transit_gateway_prefix_list_reference
      aws_ec2_transit_gateway_route aws_ec2_transit_gateway_route_table aws_ec2_transit_gateway_route_table_association
      aws_ec2_transit_gateway_route_table_propagation aws_ec2_transit_gateway_vpc_attachment_accepter
      aws_elasticsearch_vpc_endpoint aws_lightsail_instance_public_ports aws_main_route_table_association
      aws_msk_vpc_connection aws_nat_gateway_eip_association aws_network_acl_rule aws_network_interface
      aws_network_interface_attachment aws_network_interface_sg_attachment aws_networkmanager_attachment_accepter
      aws_networkmanager_connect_peer aws_networkmanager_connection aws_networkmanager_customer_gateway_association
      aws_networkmanager_link_association aws_networkmanager_transit_gateway_connect_peer_association
      aws_opensearch_inbound_connection_accepter aws_opensearch_outbound_connection aws_opensearch_vpc_endpoint
      aws_opensearchserverless_security_policy aws_opensearchserverless_vpc_endpoint aws_redshift_endpoint_access
      aws_redshiftserverless_endpoint_access aws_route53_resolver_endpoint aws_route53_resolver_rule
      aws_route53_resolver_rule_association aws_route53_vpc_association_authorization aws_route53_zone_association
      aws_route53profiles_association aws_route53profiles_resource_association aws_route_table
      aws_route_table_association aws_security_group aws_security_group_rule aws_subnet aws_vpc_dhcp_options_association
      aws_vpc_endpoint aws_vpc_endpoint_connection_accepter aws_vpc_endpoint_private_dns
      aws_vpc_endpoint_route_table_association aws_vpc_endpoint_security_group_association
      aws_vpc_endpoint_subnet_association aws_vpc_ipam_resource_discovery_association
      aws_vpc_peering_connection_accepter aws_vpc_route_server_endpoint aws_vpc_route_server_peer
      aws_vpc_route_server_propagation aws_vpc_route_server_vpc_association aws_vpc_security_group_egress_rule
      aws_vpc_security_group_ingress_rule aws_vpc_security_group_vpc_association aws_vpclattice_resource_gateway
      aws_vpclattice_service_network aws_vpclattice_service_network_resource_association
      aws_vpclattice_service_network_vpc_association aws_vpn_connection_route aws_vpn_gateway_route_propagation
      azurerm_nat_gateway_public_ip_association azurerm_network_interface azurerm_network_security_rule
      azurerm_private_dns_zone_virtual_network_link azurerm_private_endpoint azurerm_route_table azurerm_subnet
      azurerm_subnet_nat_gateway_association azurerm_subnet_route_table_association google_compute_firewall
      google_compute_subnetwork google_vpc_access_connector kubernetes_network_policy kubernetes_network_policy_v1
    `,
  },
  {
    means: 'whoever names the key by it finds no key',
    blocks: true,
    by: ['alias_name', 'name'],
    types: 'aws_kms_alias aws_paymentcryptography_key_alias',
  },
  {
    means: 'what it starts is started no longer',
    blocks: false,
    types: `
      aws_autoscaling_lifecycle_hook aws_batch_job_definition aws_bedrockagent_data_source
      aws_cloudwatch_event_api_destination aws_cloudwatch_event_bus aws_cloudwatch_event_connection
      aws_cloudwatch_event_endpoint aws_cloudwatch_event_permission aws_cloudwatch_event_rule
      aws_cloudwatch_event_target aws_codebuild_project aws_codebuild_webhook aws_codecommit_trigger
      aws_codedeploy_deployment_group aws_codepipeline aws_codepipeline_webhook
      aws_cognito_identity_pool_roles_attachment aws_config_remediation_configuration aws_datasync_task
      aws_dynamodb_kinesis_streaming_destination aws_glue_crawler aws_glue_job aws_glue_workflow
      aws_imagebuilder_image_pipeline aws_imagebuilder_lifecycle_policy aws_iot_topic_rule
      aws_iot_topic_rule_destination aws_kendra_data_source aws_kinesis_stream_consumer aws_mskconnect_connector
      aws_osis_pipeline aws_pinpoint_event_stream aws_pipes_pipe aws_rds_integration aws_redshift_integration
      aws_redshift_scheduled_action aws_s3_bucket_notification aws_scheduler_schedule aws_scheduler_schedule_group
      aws_schemas_discoverer aws_securityhub_action_target aws_securityhub_automation_rule
      aws_ses_active_receipt_rule_set aws_ses_event_destination aws_ses_receipt_rule aws_ses_receipt_rule_set
      aws_sesv2_configuration_set_event_destination aws_sfn_alias aws_ssm_association aws_ssm_maintenance_window_target
      aws_ssm_maintenance_window_task aws_ssm_patch_group aws_timestreamquery_scheduled_query
      azurerm_eventgrid_event_subscription azurerm_eventgrid_system_topic
      azurerm_eventgrid_system_topic_event_subscription google_cloud_scheduler_job google_eventarc_trigger
      google_storage_notification kubernetes_cron_job kubernetes_cron_job_v1 kubernetes_job kubernetes_job_v1
    `,
  },
  {
    means: 'what runs in it, or by it, runs no longer',
    blocks: true,
    types: `
      aws_batch_compute_environment aws_batch_job_queue aws_bedrockagent_agent aws_ec2_fleet aws_ecs_capacity_provider
      aws_ecs_task_set aws_eks_fargate_profile aws_eks_node_group aws_lightsail_disk_attachment aws_spot_fleet_request
      aws_spot_instance_request aws_volume_attachment azurerm_kubernetes_cluster_node_pool azurerm_service_plan
      google_container_node_pool kubernetes_daemon_set_v1 kubernetes_daemonset kubernetes_pod kubernetes_pod_v1
    `,
  },
  {
    means: 'tasks or plug-ins that belong to it stop',
    blocks: false,
    types: `
      aws_bedrockagent_agent_action_group aws_bedrockagent_agent_alias aws_ecs_cluster
      aws_ecs_cluster_capacity_providers aws_ecs_service aws_eks_addon aws_emr_instance_fleet aws_emr_instance_group
      aws_opensearch_package_association aws_sagemaker_model
    `,
  },
  {
    means: 'whoever acts by its permissions may do so no longer',
    blocks: false,
    types: `
      aws_acmpca_permission aws_acmpca_policy aws_ami_launch_permission aws_api_gateway_domain_name_access_association
      aws_api_gateway_usage_plan aws_api_gateway_usage_plan_key aws_backup_vault_policy
      aws_cloudsearch_domain_service_access_policy aws_cloudwatch_event_bus_policy
      aws_cloudwatch_log_delivery_destination_policy aws_cloudwatch_log_destination_policy
      aws_cloudwatch_log_resource_policy aws_codeartifact_domain_permissions_policy
      aws_codeartifact_repository_permissions_policy aws_codebuild_resource_policy aws_cognito_user_in_group
      aws_db_instance_role_association aws_dynamodb_resource_policy aws_ec2_client_vpn_authorization_rule
      aws_ecr_registry_policy aws_ecr_repository_policy aws_ecrpublic_repository_policy aws_eks_access_entry
      aws_eks_access_policy_association aws_eks_pod_identity_association aws_elasticsearch_domain_policy
      aws_emr_studio_session_mapping aws_globalaccelerator_cross_account_attachment aws_glue_resource_policy
      aws_grafana_role_association aws_iam_group aws_iam_group_membership aws_iam_group_policy
      aws_iam_group_policy_attachment aws_iam_instance_profile aws_iam_openid_connect_provider aws_iam_policy
      aws_iam_policy_attachment aws_iam_role aws_iam_role_policy aws_iam_role_policy_attachment aws_iam_saml_provider
      aws_iam_user_group_membership aws_iam_user_policy aws_iam_user_policy_attachment
      aws_identitystore_group_membership aws_iot_policy aws_iot_policy_attachment aws_iot_role_alias
      aws_iot_thing_principal_attachment aws_kinesis_resource_policy aws_kms_grant aws_kms_key_policy
      aws_lakeformation_data_cells_filter aws_lakeformation_opt_in aws_lakeformation_permissions
      aws_lakeformation_resource aws_lambda_layer_version_permission aws_lambda_permission
      aws_media_store_container_policy aws_msk_cluster_policy aws_network_interface_permission
      aws_networkfirewall_resource_policy aws_oam_sink_policy aws_opensearch_authorize_vpc_endpoint_access
      aws_opensearch_domain_policy aws_opensearchserverless_access_policy aws_organizations_resource_policy
      aws_quicksight_folder_membership aws_ram_principal_association aws_ram_resource_association aws_ram_resource_share
      aws_ram_resource_share_accepter aws_rds_cluster_role_association aws_redshift_cluster_iam_roles
      aws_redshift_data_share_authorization aws_redshift_data_share_consumer_association
      aws_redshift_endpoint_authorization aws_redshift_resource_policy aws_redshift_snapshot_copy_grant
      aws_redshiftserverless_resource_policy aws_rolesanywhere_profile aws_s3_bucket_policy aws_s3control_access_grant
      aws_s3control_access_grants_instance aws_s3control_access_grants_instance_resource_policy
      aws_s3control_access_grants_location aws_s3control_access_point_policy aws_s3control_bucket_policy
      aws_s3control_multi_region_access_point_policy aws_s3control_object_lambda_access_point_policy
      aws_s3tables_table_bucket_policy aws_s3tables_table_policy aws_schemas_registry_policy
      aws_secretsmanager_secret_policy aws_ses_identity_policy aws_sesv2_email_identity_policy
      aws_signer_signing_profile_permission aws_snapshot_create_volume_permission aws_sns_topic_policy
      aws_sqs_queue_policy aws_ssoadmin_account_assignment aws_ssoadmin_application_access_scope
      aws_ssoadmin_application_assignment aws_ssoadmin_customer_managed_policy_attachment
      aws_ssoadmin_managed_policy_attachment aws_ssoadmin_permission_set aws_ssoadmin_permission_set_inline_policy
      aws_verifiedpermissions_policy aws_vpc_endpoint_service_allowed_principal aws_vpclattice_auth_policy
      aws_vpclattice_resource_policy aws_xray_resource_policy azuread_app_role_assignment azuread_group_member
      azurerm_role_assignment azurerm_role_definition google_organization_iam_member google_project_iam_binding
      google_project_iam_custom_role google_project_iam_member google_project_service google_pubsub_topic_iam_member
      google_secret_manager_secret_iam_member google_service_account_iam_member google_storage_bucket_iam_binding
      google_storage_bucket_iam_member kubernetes_cluster_role kubernetes_cluster_role_binding
      kubernetes_cluster_role_binding_v1 kubernetes_cluster_role_v1 kubernetes_role kubernetes_role_binding
      kubernetes_role_binding_v1 kubernetes_role_v1 kubernetes_service_account kubernetes_service_account_v1 mysql_grant
      postgresql_default_privileges postgresql_grant
    `,
  },
  {
    means: 'whoever signs in by it gets in no longer',
    blocks: true,
    types: `
      aws_codebuild_source_credential aws_cognito_identity_provider aws_cognito_resource_server
      aws_eks_identity_provider_config aws_elasticache_user aws_elasticache_user_group
      aws_elasticache_user_group_association aws_elasticsearch_domain_saml_options
      aws_grafana_workspace_saml_configuration aws_iam_user_ssh_key aws_memorydb_acl aws_memorydb_user
      aws_msk_scram_secret_association aws_msk_single_scram_secret_association aws_opensearch_domain_saml_options
      aws_opensearchserverless_security_config aws_redshift_authentication_profile aws_ssoadmin_application
      aws_ssoadmin_trusted_token_issuer aws_transfer_access aws_transfer_ssh_key aws_transfer_user
      aws_verifiedpermissions_identity_source
    `,
  },
  {
    means: 'whoever reads the secret gets no value, or an older one',
    blocks: false,
    types: 'aws_secretsmanager_secret_version google_secret_manager_secret_version',
  },
];

const ENDINGS = new Map(
  GROUPS.flatMap(({ means, blocks, by = [], types }) =>
    types
      .trim()
      .split(/\s+/)
      .map((type) => [type, { means, blocks, by, text: `it is destroyed: ${means}` }] as const),
  ),
);
