using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Forms;

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

/// <summary>What the annotations of one property say about its field, and how the property is read and written: the one description from
/// which the form, what is read and printed, exports, imports and checks are made. Worked out once per property.</summary>
public sealed class FieldDescription
{
    private static readonly ConcurrentDictionary<(Type Model, string Name), FieldDescription> Known = new();

    private readonly DisplayAttribute? display;
    private readonly FieldKind? kind;
    private readonly Func<object, object?> read;
    private readonly Action<object, object?> write;

    private FieldDescription(Type model, string name)
    {
        var property = model.GetProperty(name)
            ?? throw new ArgumentException($"{model.Name} has no property {name}: a field shows a property.", nameof(name));
        Name = name;
        display = property.GetCustomAttribute<DisplayAttribute>();
        Order = display?.GetOrder() ?? 0;
        IsPersonal = property.IsDefined(typeof(PersonalAttribute));
        IsOnPaper = property.IsDefined(typeof(OnPaperAttribute));
        var beside = property.GetCustomAttribute<BesideAttribute>();
        (Beside, IsReadApart) = (beside?.Field, beside is not { IsReadWithIt: true });
        DeclaredType = property.PropertyType;
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        AllowsNone =
            Nullable.GetUnderlyingType(property.PropertyType) is not null
            || (ValueType == typeof(string) && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable);
        Rules = [.. property.GetCustomAttributes<ValidationAttribute>()];
        IsRequired = Rules.OfType<RequiredAttribute>().Any();
        MaxLength = Rules.OfType<StringLengthAttribute>().FirstOrDefault()?.MaximumLength
            ?? Rules.OfType<MaxLengthAttribute>().FirstOrDefault()?.Length;
        YearRule = property.GetCustomAttribute<YearlessDateAttribute>()?.Means ?? YearRule.Nearest;
        kind = KindOf(property);
        (read, write) = Compile(property);
    }

    /// <summary>The property's name.</summary>
    public string Name { get; }

    /// <summary>Where it stands among the fields of its form, as [Display(Order)] says; fields of the same order stand as they are
    /// declared.</summary>
    public int Order { get; }

    /// <summary>Whether it is a personal datum of a business, encrypted at rest.</summary>
    public bool IsPersonal { get; }

    /// <summary>Whether it has a place of its own on the paper form, and so in the form, the reading view and the PDF.</summary>
    public bool IsOnPaper { get; }

    /// <summary>The field behind which the form asks for this one; null where it has a place of its own or stands among the further
    /// ones.</summary>
    public string? Beside { get; }

    /// <summary>Whether it is read under its own label, and not within the words of the field that it is beside.</summary>
    public bool IsReadApart { get; }

    /// <summary>The label in the language of the screen.</summary>
    public string Label => display?.GetName() ?? Name;

    /// <summary>The label in Japanese, as it is on papers and in workbooks, whatever language the screen speaks.</summary>
    public string JapaneseLabel => (display is null ? null : Labels.InJapanese(display)) ?? Name;

    /// <summary>The help text that is under the label, if any.</summary>
    public string? Hint => display?.GetDescription();

    /// <summary>The property's type as it is declared.</summary>
    public Type DeclaredType { get; }

    /// <summary>The property's type without its question mark.</summary>
    public Type ValueType { get; }

    /// <summary>True where "nothing" can be stored.</summary>
    public bool AllowsNone { get; }

    /// <summary>True where the form cannot be saved without it.</summary>
    public bool IsRequired { get; }

    /// <summary>The most characters that may be stored, if there is a limit.</summary>
    public int? MaxLength { get; }

    /// <summary>Which year a date without year means.</summary>
    public YearRule YearRule { get; }

    /// <summary>How the value is asked for.</summary>
    /// <exception cref="NotSupportedException">No field is made for the property's type: it may be checked, but not shown.</exception>
    public FieldKind Kind => kind ?? throw new NotSupportedException($"No field is made for {Name} of type {ValueType.Name}.");

    /// <summary>Whether a single input asks for it; lists of rows have a part of the form of their own.</summary>
    public bool IsSingle => kind is not null;

    /// <summary>Whether what is typed may have several lines.</summary>
    public bool IsMultiline => kind == FieldKind.Multiline;

    /// <summary>The property's validation annotations.</summary>
    public IReadOnlyList<ValidationAttribute> Rules { get; }

    /// <summary>The description of the property <paramref name="name"/> of <paramref name="model"/>.</summary>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public static FieldDescription Of(Type model, string name) =>
        Known.GetOrAdd((model, name), key => new FieldDescription(key.Model, key.Name));

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

        var writer = Expression.Lambda<Action<object, object?>>(
            Expression.Assign(member, Expression.Convert(value, property.PropertyType)),
            model,
            value
        );
        return (reader.Compile(), writer.Compile());
    }
}
