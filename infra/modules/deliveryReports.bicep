@description('The system topic of Communication Services.')
param topicName string

@description('Where the application is.')
param address string

@description('What Event Grid shows.')
@secure()
param key string

@description('The account with the container for the reports that could not be brought.')
param deadLettersAccountId string

@description('The identity that may write to it.')
param identityId string

resource topic 'Microsoft.EventGrid/systemTopics@2022-06-15' existing = {
  name: topicName
}

resource reports 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2022-06-15' = {
  parent: topic
  name: 'delivery-reports'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: '${address}/acs/events'
        // Not in the address, which logs of requests show.
        deliveryAttributeMappings: [
          {
            name: 'X-Event-Grid-Key'
            type: 'Static'
            properties: {
              value: key
              isSecret: true
            }
          }
        ]
      }
    }
    filter: {
      includedEventTypes: [
        'Microsoft.Communication.SMSDeliveryReportReceived'
        'Microsoft.Communication.EmailDeliveryReportReceived'
      ]
    }
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
    deadLetterWithResourceIdentity: {
      identity: {
        type: 'UserAssigned'
        userAssignedIdentity: identityId
      }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: {
          resourceId: deadLettersAccountId
          blobContainerName: 'dead-letters'
        }
      }
    }
  }
}
