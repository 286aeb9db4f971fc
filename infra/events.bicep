@description('The Communication Services resource whose delivery reports are wanted.')
param communicationServiceName string

@description('Where the application is.')
param address string

@description('The vault with the key that Event Grid shows.')
param vaultName string

@description('The account for the reports that could not be brought.')
param storageAccountName string

@description('The identity that may write to it.')
param identityName string

@description('The tags of everything.')
param tags object = resourceGroup().tags

// Event Grid asks an address whether it wants to be told before it tells it anything: so this is deployed after the
// application, by a hook of azure.yaml.
resource communication 'Microsoft.Communication/communicationServices@2023-04-01' existing = {
  name: communicationServiceName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource account 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {
  name: storageAccountName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource topic 'Microsoft.EventGrid/systemTopics@2022-06-15' = {
  name: '${communicationServiceName}-events'
  location: 'global'
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    source: communication.id
    topicType: 'Microsoft.Communication.CommunicationServices'
  }
}

module subscription 'modules/deliveryReports.bicep' = {
  name: 'delivery-reports'
  params: {
    topicName: topic.name
    address: address
    key: vault.getSecret('event-grid-key')
    deadLettersAccountId: account.id
    identityId: identity.id
  }
}
