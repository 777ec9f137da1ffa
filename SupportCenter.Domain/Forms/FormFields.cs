using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Forms;

/// <summary>The fields of a form, read off its details class: whoever lists, copies, cleans or compares details goes through here, so that
/// a new property is in all of it.</summary>
public static class FormFields
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<FieldDescription>> Known = new();

    /// <summary>The fields of a details class in their order.</summary>
    public static IReadOnlyList<FieldDescription> Of(Type details) =>
        Known.GetOrAdd(details, static type =>
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.GetSetMethod() is not null && property.GetIndexParameters().Length == 0)
                    .Select(property => FieldDescription.Of(type, property.Name))
                    .OrderBy(field => field.Order),
            ]
        );

    /// <inheritdoc cref="Of(Type)" />
    public static IReadOnlyList<FieldDescription> Of<T>() => Of(typeof(T));

    /// <summary>The fields that the paper form does not have: each place shows them after those that it has, in their order.</summary>
    public static IEnumerable<FieldDescription> Further(Type details) => Of(details).Where(field => !field.IsOnPaper);

    /// <inheritdoc cref="Further(Type)" />
    public static IEnumerable<FieldDescription> Further<T>() => Further(typeof(T));

    /// <summary>Label and text of each further field that has a row of its own and is not empty.</summary>
    public static IReadOnlyList<FieldFact> FurtherFacts(object details) =>
        [
            .. Further(details.GetType())
                .Where(field => field.IsReadApart)
                .Select(field => new FieldFact(field.Label, FieldFormatter.Format(field, details)))
                .Where(fact => fact.Text.Length > 0),
        ];

    /// <summary>The names of the fields in which two details say something else.</summary>
    public static IReadOnlyList<string> Differences<T>(T one, T other)
        where T : class => [.. Of<T>().Where(field => !IsSame(field, one, other)).Select(field => field.Name)];

    /// <summary>Whether two details say the same in every field.</summary>
    public static bool AreSame<T>(T one, T other)
        where T : class => ReferenceEquals(one, other) || Of<T>().All(field => IsSame(field, one, other));

    // Lists and their rows are the same when they say the same.
    private static bool IsSame(FieldDescription field, object one, object other)
    {
        var (mine, its) = (field.Read(one), field.Read(other));
        return Equals(mine, its) || (mine is IList && Json(mine) == Json(its));
    }

    /// <summary>The same in an object of its own, lists and rows too.</summary>
    public static T Copy<T>(T details)
        where T : class, new()
    {
        var copy = new T();
        foreach (var field in Of<T>())
        {
            Take(copy, field, details);
        }

        return copy;
    }

    /// <summary>A new form with the fields that another form has under the same name and of the same type; a list is shared with
    /// it.</summary>
    /// <param name="from">The details of the other form.</param>
    /// <param name="except">Names of fields that mean something else in the new form: they stay empty.</param>
    public static T CopyShared<T>(object from, params string[] except)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(from);
        var copy = new T();
        var shared = Of<T>()
            .Where(field => !except.Contains(field.Name))
            .Join(
                Of(from.GetType()),
                field => (field.Name, field.DeclaredType),
                field => (field.Name, field.DeclaredType),
                (into, other) => (into, other)
            );
        foreach (var (into, other) in shared)
        {
            into.Write(copy, other.Read(from));
        }

        return copy;
    }

    /// <summary>Takes one field over from other details, without sharing its list or rows with them.</summary>
    public static void Take<T>(T into, FieldDescription field, T from)
        where T : class =>
        field.Write(into, JsonSerializer.Deserialize(Json(field.Read(from)), field.DeclaredType, JsonSerializerOptions.Default));

    /// <summary>
    /// A copy as it is kept, whatever fields there are: the ends of texts trimmed, their line ends made alike, one-line texts in one line,
    /// a text of which nothing can be seen as none, a telephone number as digits and what is behind it in its own field, ticked rows once
    /// each in a fixed order, empty rows left out. What was typed stays as it was.
    /// </summary>
    public static T Cleaned<T>(T details)
        where T : class, new() => (T)CleanedPart(details);

    private static object CleanedPart(object part)
    {
        var clean = Activator.CreateInstance(part.GetType())!;
        foreach (var field in Of(part.GetType()))
        {
            field.Write(clean, Cleaned(field, field.Read(part)));
        }

        // What was typed behind a number is not of the number, and not lost.
        if (clean is ITelephoneFields telephone && telephone.SplitNote())
        {
            telephone.Telephone = Telephone.Normalized(telephone.Telephone);
        }

        return clean;
    }

    private static object? Cleaned(FieldDescription field, object? value) =>
        value switch
        {
            string text => CleanedText(field, text),
            null when field.ValueType == typeof(string) => field.AllowsNone ? null : "",
            IList rows => CleanedRows(rows, field.ValueType),
            null when IsList(field.ValueType) => Activator.CreateInstance(field.ValueType),
            _ => value,
        };

    // Line ends differ between browsers and drafts; a text that only differs in them was not changed.
    private static string? CleanedText(FieldDescription field, string typed)
    {
        var text = VisibleText.Trimmed(field.IsMultiline ? VisibleText.Lines(typed) : VisibleText.OneLine(typed));
        return text.Length == 0
            ? field.AllowsNone
                ? null
                : ""
            : field is { IsSingle: true, Kind: FieldKind.Telephone }
                ? Telephone.Normalized(text)
                : text;
    }

    private static IList CleanedRows(IList rows, Type list)
    {
        if (rows is IEnumerable<Guid> ticked)
        {
            return ticked.Distinct().Order().ToList();
        }

        var clean = (IList)Activator.CreateInstance(list)!;
        foreach (var row in rows)
        {
            if (row.GetType().GetConstructor(Type.EmptyTypes) is null)
            {
                clean.Add(row);
            }
            else if (CleanedPart(row) is var kept && Of(kept.GetType()).Any(field => field.Read(kept) is not (null or "")))
            {
                clean.Add(kept);
            }
        }

        return clean;
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>);

    private static string Json(object? value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Default);
}

/// <summary>A field as it is read: its label, and what is in it.</summary>
public sealed record FieldFact(string Label, string Text);
