using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Data;

/// <summary>Which year a date field means that is typed without one; without this attribute the nearest.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class YearlessDateAttribute(YearRule means) : Attribute
{
    /// <summary>The rule of the field.</summary>
    public YearRule Means { get; } = means;
}
