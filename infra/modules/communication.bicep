@description('What makes the names unique.')
param token string

param location string
param tags object

@description('Where Communication Services keeps its data. It cannot be changed later.')
param dataLocation string

@description('The app\'s identity.')
param identityPrincipalId string

// The role that Microsoft's documentation gives to clients of Communication Services by Entra ID.
var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
var cognitiveServicesUser = 'a97b65f3-24c7-4388-baec-2e87135dc908'

resource email 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: 'email-${token}'
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
  }
}

resource domain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: email
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'AzureManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource communication 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: 'acs-${token}'
  location: 'global'
  tags: tags
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    dataLocation: dataLocation
    linkedDomains: [domain.id]
  }
}

resource client 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(communication.id, identityPrincipalId, contributor)
  scope: communication
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', contributor)
  }
}

// Turns the text of prompts into speech, for Communication Services, which comes with its own identity.
resource speech 'Microsoft.CognitiveServices/accounts@2023-05-01' = {
  name: 'cog-${token}'
  location: location
  tags: tags
  kind: 'CognitiveServices'
  sku: {
    name: 'S0'
  }
  properties: {
    customSubDomainName: 'cog-${token}'
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }
}

resource speaker 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(speech.id, communication.id, cognitiveServicesUser)
  scope: speech
  properties: {
    principalId: communication.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cognitiveServicesUser)
  }
}

output name string = communication.name
output endpoint string = 'https://${communication.properties.hostName}/'
output immutableId string = communication.properties.immutableResourceId
output cognitiveServicesEndpoint string = speech.properties.endpoint
output emailSender string = 'DoNotReply@${domain.properties.fromSenderDomain}'
