targetScope = 'subscription'

@description('The name of the environment: part of the name of everything.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('The region of everything that has one. It must offer Flex Consumption.')
param location string

@description('Who provisions: reads the generated passwords from the vault the next time.')
param principalId string

@description('Where Communication Services keeps its data. It cannot be changed later.')
param dataLocation string = 'Europe'

@description('The phone numbers to call from, in E.164, separated by commas. They are bought once the resource exists.')
param callerNumbers string = ''

@description('How many calls Communication Services lets each number make at a time.')
@minValue(1)
@maxValue(500)
param callsPerCallerNumber int = 2

@description('How many calls of one callout are in flight at most.')
@minValue(1)
@maxValue(10000)
param maxConcurrentCalls int = 100

@description('How many mails Communication Services takes in a minute.')
@minValue(1)
param emailsPerMinute int = 30

@description('How many mails Communication Services takes in an hour.')
@minValue(1)
param emailsPerHour int = 100

@description('How many text messages Communication Services takes in a minute from one number.')
@minValue(1)
param smsPerMinute int = 200

@description('Whom alerts and the news of callbacks are mailed to; empty for nobody.')
param notifyEmail string = ''

@description('The first administrator.')
param adminUsername string = 'admin'

@description('The first administrator\'s password.')
@secure()
param adminPassword string

@description('Who may use the callouts API.')
param basicAuthUser string = 'api'

@description('The password of the callouts API.')
@secure()
param basicAuthPassword string

@description('Signs the addresses at which Communication Services reports on calls.')
@secure()
param signingKey string

@description('The key that Event Grid shows when it brings delivery reports.')
@secure()
param eventGridKey string

@description('How many days after their start finished orchestrations are purged.')
@minValue(1)
@maxValue(3650)
param orchestrationRetentionDays int = 7

@description('The memory of an instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('How many instances there are at most.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Where orchestrations keep their state.')
@allowed(['azureStorage', 'durableTaskScheduler'])
param durableBackend string = 'azureStorage'

var tags = { 'azd-env-name': environmentName }
var token = uniqueString(subscription().id, environmentName, location)

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    identityPrincipalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    identityPrincipalId: identity.outputs.principalId
  }
}

module communication 'modules/communication.bicep' = {
  name: 'communication'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    dataLocation: dataLocation
    identityPrincipalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    identityPrincipalId: identity.outputs.principalId
    provisionerPrincipalId: principalId
    adminPassword: adminPassword
    basicAuthPassword: basicAuthPassword
    signingKey: signingKey
    eventGridKey: eventGridKey
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableBackend == 'durableTaskScheduler') {
  name: 'scheduler'
  scope: group
  params: {
    name: 'dts-${token}'
    location: location
    tags: tags
    identityPrincipalId: identity.outputs.principalId
    identityClientId: identity.outputs.clientId
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    insightsConnectionString: monitoring.outputs.connectionString
    communicationEndpoint: communication.outputs.endpoint
    communicationResourceId: communication.outputs.immutableId
    cognitiveServicesEndpoint: communication.outputs.cognitiveServicesEndpoint
    schedulerConnectionString: durableBackend == 'durableTaskScheduler' ? scheduler!.outputs.connectionString : ''
    vaultName: vault.outputs.name
    callerNumbers: callerNumbers
    callsPerCallerNumber: callsPerCallerNumber
    maxConcurrentCalls: maxConcurrentCalls
    orchestrationRetentionDays: orchestrationRetentionDays
    emailSender: communication.outputs.emailSender
    emailsPerMinute: emailsPerMinute
    emailsPerHour: emailsPerHour
    smsPerMinute: smsPerMinute
    notifyEmail: notifyEmail
    adminUsername: adminUsername
    basicAuthUser: basicAuthUser
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
  }
}

module alerts 'modules/alerts.bicep' = if (!empty(notifyEmail)) {
  name: 'alerts'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    notifyEmail: notifyEmail
    insightsId: monitoring.outputs.insightsId
    storageAccountName: storage.outputs.name
    healthAddress: '${functions.outputs.address}/healthz'
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output SWITCHBOARD_URL string = functions.outputs.address

// What infra/events.bicep is deployed with once the application answers.
output COMMUNICATION_SERVICE_NAME string = communication.outputs.name
output STORAGE_ACCOUNT_NAME string = storage.outputs.name
output IDENTITY_NAME string = identity.outputs.name
