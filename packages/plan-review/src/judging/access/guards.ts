import type { Ending } from '../../resources';

interface Group extends Pick<Ending, 'text' | 'blocks'> {
  /** Separated by white space, in order. */
  readonly types: string;
}

/** They do nothing but guard something else, by what is let in without them. */
const GROUPS: readonly Group[] = [
  {
    text: 'the firewall is destroyed',
    blocks: true,
    types: `
      aws_fms_policy aws_networkfirewall_firewall aws_networkfirewall_firewall_policy aws_networkfirewall_rule_group
      aws_route53_resolver_firewall_rule_group aws_route53_resolver_firewall_rule_group_association
      aws_waf_rate_based_rule aws_waf_rule aws_waf_rule_group aws_waf_web_acl aws_wafregional_rate_based_rule
      aws_wafregional_rule aws_wafregional_rule_group aws_wafregional_web_acl aws_wafv2_rule_group aws_wafv2_web_acl
      azurerm_cdn_frontdoor_firewall_policy azurerm_cdn_frontdoor_security_policy azurerm_firewall_policy
      azurerm_frontdoor_firewall_policy azurerm_network_interface_security_group_association
      azurerm_network_security_group azurerm_subnet_network_security_group_association
      azurerm_web_application_firewall_policy google_compute_firewall_policy google_compute_firewall_policy_association
      google_compute_network_firewall_policy google_compute_network_firewall_policy_association
      google_compute_organization_security_policy google_compute_organization_security_policy_association
      google_compute_region_network_firewall_policy google_compute_region_network_firewall_policy_association
      google_compute_region_security_policy google_compute_security_policy
    `,
  },
  {
    text: 'its network is left to the filter that lets all in',
    blocks: true,
    types: `
      aws_network_acl aws_network_acl_association
    `,
  },
  {
    text: 'what it forbids is forbidden no longer',
    blocks: true,
    types: `
      aws_bedrock_guardrail aws_cognito_risk_configuration aws_iam_account_password_policy
      azuread_conditional_access_policy azurerm_management_group_policy_assignment
      azurerm_resource_group_policy_assignment azurerm_resource_policy_assignment azurerm_subscription_policy_assignment
      google_folder_organization_policy google_org_policy_policy google_organization_policy
      google_project_organization_policy
    `,
  },
  {
    text: 'code that nobody signed is let in',
    blocks: false,
    types: 'aws_lambda_code_signing_config',
  },
  {
    text: 'whoever reaches it gets in: without a policy of its own, it asks for no other',
    blocks: false,
    types: `
      aws_api_gateway_rest_api_policy aws_efs_file_system_policy aws_vpc_endpoint_policy
    `,
  },
  {
    text: 'who calls is asked by it no longer',
    blocks: false,
    types: `
      aws_api_gateway_authorizer aws_api_gateway_request_validator aws_apigatewayv2_authorizer
    `,
  },
  {
    text: 'sensitive data is masked no longer',
    blocks: false,
    types: `
      aws_cloudwatch_log_data_protection_policy aws_sns_topic_data_protection_policy
    `,
  },
  {
    text: 'machines may be asked for credentials without a token',
    blocks: false,
    types: 'aws_ec2_instance_metadata_defaults',
  },
  {
    text: 'the secret is rotated no longer',
    blocks: false,
    types: 'aws_secretsmanager_secret_rotation',
  },
];

/** @returns undefined for a type that guards nothing, or of which none knows what */
export const guardOf = (type: string): Pick<Ending, 'text' | 'blocks'> | undefined => GUARDS.get(type);

const GUARDS = new Map(
  GROUPS.flatMap(({ text, blocks, types }) =>
    types
      .trim()
      .split(/\s+/)
      .map((type) => [type, { text, blocks }] as const),
  ),
);
