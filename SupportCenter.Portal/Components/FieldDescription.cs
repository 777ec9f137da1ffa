using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Components.Forms;

namespace SupportCenter.Portal.Components;

/// <summary>How a value is asked for.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    Multiline,

    /// <summary>A telephone number.</summary>
    Telephone,

    /// <summary>A mail address.</summary>
    Email,

    /// <summary>A number, in any width.</summary>
    Number,

    /// <summary>A civil date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>Yes or no.</summary>
    Checkbox,

    /// <summary>One of a few.</summary>
    OneOf,

    /// <summary>Any of a few: an enumeration with <see cref="FlagsAttribute"/>.</summary>
    AnyOf,
}

/// <summary>What the annotations of one property say about its field, and how the property is read and written. Worked out once per property.</summary>
public sealed class FieldDescription
{
    private static readonly ConcurrentDictionary<(Type Model, string Name), FieldDescription> Known = new();

    private readonly DisplayAttribute? display;
    private readonly string name;
    private readonly FieldKind? kind;
    private readonly Func<object, object?> read;
    private readonly Action<object, object?> write;

    private FieldDescription(Type model, string name)
    {
        var property = model.GetProperty(name) ?? throw new ArgumentException($"{model.Name} has no property {name}: a field shows a property.", nameof(name));
        this.name = name;
        display = property.GetCustomAttribute<DisplayAttribute>();
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        AllowsNone = Nullable.GetUnderlyingType(property.PropertyType) is not null
            || (ValueType == typeof(string) && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable);
        Rules = [.. property.GetCustomAttributes<ValidationAttribute>()];
        IsRequired = Rules.OfType<RequiredAttribute>().Any();
        MaxLength = Rules.OfType<StringLengthAttribute>().FirstOrDefault()?.MaximumLength ?? Rules.OfType<MaxLengthAttribute>().FirstOrDefault()?.Length;
        kind = KindOf(property);
        (read, write) = Compile(property);
    }

    /// <summary>The label in the language of the screen.</summary>
    public string Label => display?.GetName() ?? name;

    /// <summary>The help text that stands under the label, if any.</summary>
    public string? Hint => display?.GetDescription();

    /// <summary>The property's type without its question mark.</summary>
    public Type ValueType { get; }

    /// <summary>True where "nothing" can be stored.</summary>
    public bool AllowsNone { get; }

    /// <summary>True where the form cannot be saved without it.</summary>
    public bool IsRequired { get; }

    /// <summary>The most characters that may be stored, if there is a limit.</summary>
    public int? MaxLength { get; }

    /// <summary>How the value is asked for.</summary>
    /// <exception cref="NotSupportedException">No field is made for the property's type: it may be checked, but not shown.</exception>
    public FieldKind Kind => kind ?? throw new NotSupportedException($"No field is made for {name} of type {ValueType.Name}.");

    /// <summary>The property's validation annotations.</summary>
    public IReadOnlyList<ValidationAttribute> Rules { get; }

    /// <summary>The description of the property that <paramref name="field"/> names.</summary>
    public static FieldDescription Of(FieldIdentifier field) =>
        Known.GetOrAdd((field.Model.GetType(), field.FieldName), key => new FieldDescription(key.Model, key.Name));

    /// <summary>The value that <paramref name="model"/> holds now.</summary>
    public object? Read(object model) => read(model);

    /// <summary>Stores <paramref name="value"/> in <paramref name="model"/>.</summary>
    public void Write(object model, object? value) => write(model, value);

    private FieldKind? KindOf(PropertyInfo property)
    {
        var type = property.GetCustomAttribute<DataTypeAttribute>()?.DataType;
        return true switch
        {
            _ when ValueType == typeof(bool) => FieldKind.Checkbox,
            _ when ValueType.IsEnum => ValueType.IsDefined(typeof(FlagsAttribute)) ? FieldKind.AnyOf : FieldKind.OneOf,
            _ when ValueType == typeof(DateOnly) => FieldKind.Date,
            _ when ValueType == typeof(TimeOnly) => FieldKind.Time,
            _ when ValueType == typeof(int) => FieldKind.Number,
            _ when ValueType != typeof(string) => null,
            _ when type == DataType.MultilineText => FieldKind.Multiline,
            _ when type == DataType.PhoneNumber => FieldKind.Telephone,
            _ when type == DataType.EmailAddress => FieldKind.Email,
            _ => FieldKind.Text,
        };
    }

    private static (Func<object, object?> Read, Action<object, object?> Write) Compile(PropertyInfo property)
    {
        var model = Expression.Parameter(typeof(object), "model");
        var value = Expression.Parameter(typeof(object), "value");
        var member = Expression.Property(Expression.Convert(model, property.DeclaringType!), property);
        var reader = Expression.Lambda<Func<object, object?>>(Expression.Convert(member, typeof(object)), model);
        if (!property.CanWrite)
        {
            return (reader.Compile(), (_, _) => throw new NotSupportedException($"{property.Name} cannot be written."));
        }

        var writer = Expression.Lambda<Action<object, object?>>(Expression.Assign(member, Expression.Convert(value, property.PropertyType)), model, value);
        return (reader.Compile(), writer.Compile());
    }
}
