@description('The name of the vault: at most 24 characters.')
@maxLength(24)
param name string

param location string
param tags object

@description('The app\'s identity: reads the secrets that its settings refer to.')
param identityPrincipalId string

@description('Who provisions: azd reads the secrets that it made up the first time.')
param provisionerPrincipalId string

@secure()
param adminPassword string

@secure()
param basicAuthPassword string

@secure()
param signingKey string

@secure()
param eventGridKey string

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    enableRbacAuthorization: true
    // For the subscription to delivery reports, which is deployed with one of the secrets.
    enabledForTemplateDeployment: true
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
  }
}

resource admin 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'admin-password'
  tags: tags
  properties: {
    value: adminPassword
  }
}

resource basicAuth 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'basic-auth-password'
  tags: tags
  properties: {
    value: basicAuthPassword
  }
}

resource signing 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'signing-key'
  tags: tags
  properties: {
    value: signingKey
  }
}

resource eventGrid 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'event-grid-key'
  tags: tags
  properties: {
    value: eventGridKey
  }
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identityPrincipalId, secretsUser)
  scope: vault
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource provisioner 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(provisionerPrincipalId)) {
  name: guid(vault.id, provisionerPrincipalId, secretsUser)
  scope: vault
  properties: {
    principalId: provisionerPrincipalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

output name string = vault.name
