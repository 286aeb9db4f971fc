namespace Switchboard.Embedded.Functions.Extensions.Abstractions;

/// <summary>What a function's parameter or result is bound to.</summary>
public abstract class BindingAttribute : Attribute;

/// <summary>What makes a function run.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute;

/// <summary>What a function is given besides its trigger.</summary>
public abstract class InputBindingAttribute : BindingAttribute;

/// <summary>Where a function's result goes.</summary>
public abstract class OutputBindingAttribute : BindingAttribute;
