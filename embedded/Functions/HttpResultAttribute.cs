namespace Switchboard.Embedded.Functions;

/// <summary>Marks the property of a function's result that is its HTTP response.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpResultAttribute : Attribute;
