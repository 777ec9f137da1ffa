using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace SupportCenter.Domain.Text;

/// <summary>The words by which people know the values of an enumeration, in the language of the screen.</summary>
public static class Labels
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");
    private static readonly ConcurrentDictionary<Enum, DisplayAttribute?> Known = new();

    /// <summary>The label of a value (its <c>[Display]</c>), or its name where none is given.</summary>
    public static string Label(this Enum value) =>
        Known.GetOrAdd(value, one => one.GetType().GetField(one.ToString())?.GetCustomAttribute<DisplayAttribute>())?.GetName()
        ?? value.ToString();

    /// <summary>The label of a value in Japanese, whatever language the screen speaks.</summary>
    public static string InJapanese(Enum value) =>
        value.GetType().GetField(value.ToString())?.GetCustomAttribute<DisplayAttribute>() is { } display
            ? InJapanese(display) ?? value.ToString()
            : value.ToString();

    /// <summary>The words of a display annotation in Japanese; null where it names none.</summary>
    public static string? InJapanese(DisplayAttribute display) =>
        display is { Name: { } key, ResourceType: { } texts }
        && texts.GetProperty("ResourceManager", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(null)
            is ResourceManager words
            ? words.GetString(key, Japanese)
            : display.Name;

    /// <summary>The value that carries a label in Japanese, as the paper forms have it, whatever language the screen speaks; null when
    /// none does.</summary>
    public static T? OfJapanese<T>(string? label)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (InJapanese(value) == label)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The same of a type that is known only when it runs.</summary>
    internal static Enum? OfJapanese(Type type, string label) =>
        Enum.GetValues(type).Cast<Enum>().FirstOrDefault(value => InJapanese(value) == label);
}
