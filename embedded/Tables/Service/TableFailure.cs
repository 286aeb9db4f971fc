namespace Switchboard.Embedded.Tables.Service;

/// <summary>A refusal of the Table service: its status, its code and what it says.</summary>
internal sealed record TableFailure(int Status, string Code, string Message)
{
    public static readonly TableFailure InvalidInput =
        new(400, "InvalidInput", "One of the request inputs is not valid.");

    public static readonly TableFailure OutOfRangeInput =
        new(400, "OutOfRangeInput", "One of the request inputs is out of range.");

    public static readonly TableFailure InvalidResourceName =
        new(400, "InvalidResourceName", "The specified resource name contains invalid characters.");

    public static readonly TableFailure PropertiesNeedValue =
        new(400, "PropertiesNeedValue", "The values are not specified for all properties in the entity.");

    public static readonly TableFailure PrimaryKeyPropertyIsInvalidType =
        new(400, "PrimaryKeyPropertyIsInvalidType", "The values for PartitionKey and RowKey must be strings.");

    public static readonly TableFailure KeyValueTooLarge =
        new(400, "KeyValueTooLarge", "The key value is larger than the maximum allowed size (1 KiB).");

    public static readonly TableFailure PropertyNameInvalid =
        new(400, "PropertyNameInvalid", "The property name is invalid.");

    public static readonly TableFailure PropertyNameTooLong =
        new(400, "PropertyNameTooLong", "The property name exceeds the maximum allowed length.");

    public static readonly TableFailure PropertyValueTooLarge =
        new(400, "PropertyValueTooLarge", "The property value exceeds the maximum allowed size (64KB).");

    public static readonly TableFailure DuplicatePropertiesSpecified =
        new(400, "DuplicatePropertiesSpecified", "A property is specified more than one time.");

    public static readonly TableFailure TooManyProperties =
        new(400, "TooManyProperties", "The entity contains more properties than allowed.");

    public static readonly TableFailure EntityTooLarge =
        new(400, "EntityTooLarge", "The entity is larger than the maximum allowed size (1MB).");

    public static readonly TableFailure EntityAlreadyExists =
        new(409, "EntityAlreadyExists", "The specified entity already exists.");

    public static readonly TableFailure ResourceNotFound =
        new(404, "ResourceNotFound", "The specified resource does not exist.");

    public static readonly TableFailure UpdateConditionNotSatisfied =
        new(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");

    public static readonly TableFailure TableNotFound =
        new(404, "TableNotFound", "The table specified does not exist.");

    public static readonly TableFailure TableAlreadyExists =
        new(409, "TableAlreadyExists", "The table specified already exists.");

    public static readonly TableFailure InvalidDuplicateRow = new(
        400,
        "InvalidDuplicateRow",
        "The batch request contains multiple changes with same row key. An entity can appear only once in a batch "
        + "request.");

    public static readonly TableFailure DifferentPartitions = new(
        400,
        "CommandsInBatchActOnDifferentPartitions",
        "All commands in a batch must operate on same entity group.");

    public static readonly TableFailure RequestBodyTooLarge = new(
        413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");

    public static readonly TableFailure ContentLengthExceeded = new(
        400, "ContentLengthExceeded", "The content length for the requested operation has exceeded the limit.");

    public static readonly TableFailure MediaTypeNotSupported =
        new(415, "MediaTypeNotSupported", "None of the provided media types are supported.");

    public static readonly TableFailure AtomFormatNotSupported =
        new(415, "AtomFormatNotSupported", "Atom format is not supported.");

    public static readonly TableFailure JsonVerboseFormatNotSupported =
        new(415, "JsonVerboseFormatNotSupported", "JSON Verbose format is not supported.");

    public static readonly TableFailure MethodNotAllowed =
        new(405, "MethodNotAllowed", "The requested method is not allowed on the specified resource.");

    public static readonly TableFailure InvalidQueryValue = new(
        400,
        "InvalidQueryParameterValue",
        "Value for one of the query parameters specified in the request URI is invalid.");

    public static readonly TableFailure InvalidXmlDocument =
        new(400, "InvalidXmlDocument", "XML specified is not syntactically valid.");

    public static readonly TableFailure XMethodNotUsingPost =
        new(400, "XMethodNotUsingPost", "The request uses X-HTTP-Method with an Http verb other than POST.");

    public static readonly TableFailure XMethodIncorrectValue =
        new(400, "XMethodIncorrectValue", "The specified X-HTTP-Method is invalid.");

    public static readonly TableFailure XMethodIncorrectCount =
        new(400, "XMethodIncorrectCount", "More than one X-HTTP-Method is specified.");

    public static readonly TableFailure InvalidUri =
        new(400, "InvalidUri", "The requested URI does not represent any resource on the server.");

    public static readonly TableFailure NoAuthentication = new(
        401,
        "NoAuthenticationInformation",
        "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.");

    public static readonly TableFailure AuthenticationFailed = new(
        403,
        "AuthenticationFailed",
        "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly "
        + "including the signature.");

    public static readonly TableFailure InternalError =
        new(500, "InternalError", "Server encountered an internal error. Please try again after some time.");

    public static readonly TableFailure ServerBusy = new(
        503, "ServerBusy", "The server is currently unable to receive requests. Please retry your request.");

    /// <summary>What the service says of how a row operation ended.</summary>
    public static TableFailure Of(RowOutcome outcome) => outcome switch
    {
        RowOutcome.AlreadyExists => EntityAlreadyExists,
        RowOutcome.NotFound => ResourceNotFound,
        RowOutcome.ConditionNotMet => UpdateConditionNotSatisfied,
        RowOutcome.TableNotFound => TableNotFound,
        RowOutcome.TooManyProperties => TooManyProperties,
        RowOutcome.TooLarge => EntityTooLarge,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public TableFailureException AsException() => new(this);
}

/// <summary>A request that cannot be served.</summary>
internal sealed class TableFailureException(TableFailure failure) : Exception(failure.Message)
{
    public TableFailure Failure => failure;
}
