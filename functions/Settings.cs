using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Switchboard;

/// <summary>
/// Settings, bound once at the start to classes whose properties say with <see cref="ConfigurationKeyNameAttribute"/>
/// what they are called and with data annotations what they may be. An empty setting counts as not set.
/// </summary>
public static class Settings
{
    // What App Service leaves in place of a secret that it could not read. As a password, everybody would know it.
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    /// <summary>Refuses settings that were to come from Key Vault and did not.</summary>
    /// <exception cref="SettingException">There is one; the message names it.</exception>
    public static void RefuseUnresolved(IConfiguration configuration)
    {
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            if (value?.StartsWith(UnresolvedReference, StringComparison.OrdinalIgnoreCase) == true)
                throw new SettingException($"{name} refers to a secret in Key Vault that could not be read.");
        }
    }

    /// <summary>Reads and checks the settings of a class.</summary>
    /// <exception cref="SettingException">One cannot be used or is missing; the message names it.</exception>
    public static T Bind<T>(IConfiguration configuration)
        where T : class, new()
    {
        var names = typeof(T).GetProperties()
            .Select(property => (Property: property, property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name))
            .Where(setting => setting.Name is not null)
            .ToDictionary(setting => setting.Property, setting => setting.Name!);
        var given = new ConfigurationBuilder()
            .AddInMemoryCollection(
                from name in names.Values
                let value = configuration[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)]
                where !string.IsNullOrEmpty(value)
                select KeyValuePair.Create<string, string?>(name, value))
            .Build();

        T options;
        try
        {
            options = given.Get<T>() ?? new T();
        }
        catch (InvalidOperationException malformed)
        {
            throw new SettingException(malformed.Message, malformed);
        }

        List<string> faults = [.. names.SelectMany(setting => FaultsOf(options, setting.Key, setting.Value))];
        if (faults.Count == 0 && options is IValidatableObject whole)
            faults.AddRange(whole.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage!));
        return faults.Count == 0 ? options : throw new SettingException(string.Join(Environment.NewLine, faults));
    }

    private static IEnumerable<string> FaultsOf(object options, PropertyInfo property, string name)
    {
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = name };
        return
            from rule in property.GetCustomAttributes<ValidationAttribute>()
            let fault = rule.GetValidationResult(property.GetValue(options), context)
            where fault != ValidationResult.Success
            select fault.ErrorMessage;
    }
}
