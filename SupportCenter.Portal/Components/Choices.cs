using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Numerics;
using System.Reflection;

namespace SupportCenter.Portal.Components;

/// <summary>One answer that a form offers.</summary>
public sealed class Choice
{
    private readonly DisplayAttribute? display;

    internal Choice(FieldInfo member)
    {
        Value = (Enum)member.GetValue(null)!;
        Bits = Convert.ToInt64(Value, CultureInfo.InvariantCulture);
        display = member.GetCustomAttribute<DisplayAttribute>();
        Order = display?.GetOrder() ?? 0;
    }

    /// <summary>The enumeration's member.</summary>
    public Enum Value { get; }

    /// <summary>Its words in the language of the screen, from [Display].</summary>
    public string Label => display?.GetName() ?? Value.ToString();

    /// <summary>Its number.</summary>
    internal long Bits { get; }

    internal int Order { get; }
}

/// <summary>The answers of an enumeration in the order in which it declares them (or as [Display(Order)] says): the order of the
/// paper.</summary>
public static class Choices
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Choice>> Known = new();

    /// <summary>All members; of a [Flags] enumeration those that are one box each, without combinations and without "none".</summary>
    public static IReadOnlyList<Choice> Of(Type type) => Known.GetOrAdd(type, static asked =>
        {
            var members = asked.GetFields(BindingFlags.Public | BindingFlags.Static).Select(member => new Choice(member));
            var boxes = asked.IsDefined(typeof(FlagsAttribute)) ? members.Where(choice => BitOperations.IsPow2(choice.Bits)) : members;
            return [.. boxes.OrderBy(choice => choice.Order)];
        });
}
