@description('What makes the names unique.')
param token string

param location string
param tags object

@description('The identity that the app has everywhere.')
param identityId string

param identityClientId string

@description('The account of the host, of Durable and of the application\'s tables.')
param storageAccountName string

@description('The container that deployments go to.')
param packageContainer string

param insightsConnectionString string
param communicationEndpoint string
param communicationResourceId string
param cognitiveServicesEndpoint string

@description('The Durable Task Scheduler; empty where orchestrations live in the storage account.')
param schedulerConnectionString string

@description('The vault with the secrets.')
param vaultName string

param callerNumbers string
param callsPerCallerNumber int
param maxConcurrentCalls int
param orchestrationRetentionDays int
param emailSender string
param emailsPerMinute int
param emailsPerHour int
param smsPerMinute int
param notifyEmail string
param adminUsername string
param basicAuthUser string
param instanceMemoryMB int
param maximumInstanceCount int

var durableSettings = empty(schedulerConnectionString) ? {} : {
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: schedulerConnectionString
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
}

resource account 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {
  name: storageAccountName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      alwaysOn: false
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        // Whoever answers a call hangs up after two seconds of silence: a cold start takes longer than that.
        alwaysReady: [
          { name: 'http', instanceCount: 1 }
          { name: 'durable', instanceCount: 1 }
        ]
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union({
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    AzureWebJobsStorage__accountName: account.name
    AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
    AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    AZURE_CLIENT_ID: identityClientId
    COMMUNICATION_ENDPOINT: communicationEndpoint
    COMMUNICATION_RESOURCE_ID: communicationResourceId
    // An access key instead of the identity is for other places than Azure.
    COMMUNICATION_CONNECTION_STRING: ''
    COGNITIVE_SERVICES_ENDPOINT: cognitiveServicesEndpoint
    COMMUNICATION_RETRIES: '3'
    CALLER_NUMBERS: callerNumbers
    CALLS_PER_CALLER_NUMBER: string(callsPerCallerNumber)
    MAX_CONCURRENT_CALLS: string(maxConcurrentCalls)
    PUBLIC_URL: 'https://${app.properties.defaultHostName}'
    EMAIL_SENDER: emailSender
    EMAILS_PER_MINUTE: string(emailsPerMinute)
    EMAILS_PER_HOUR: string(emailsPerHour)
    SMS_PER_MINUTE: string(smsPerMinute)
    EVENT_GRID_KEY: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=event-grid-key)'
    SIGNING_KEY: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=signing-key)'
    HTTP_BASIC_AUTH_USER: basicAuthUser
    HTTP_BASIC_AUTH_PASSWORD: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=basic-auth-password)'
    ADMIN_USERNAME: adminUsername
    ADMIN_PASSWORD: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=admin-password)'
    CALLBACK_NOTIFY_EMAIL: notifyEmail
    ALLOW_ANONYMOUS: 'false'
    ORCHESTRATION_RETENTION_DAYS: string(orchestrationRetentionDays)
  }, durableSettings)
}

resource publishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = [for way in ['ftp', 'scm']: {
  parent: app
  name: way
  properties: {
    allow: false
  }
}]

output address string = 'https://${app.properties.defaultHostName}'
