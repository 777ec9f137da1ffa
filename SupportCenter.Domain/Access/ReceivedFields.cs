using System.ComponentModel.DataAnnotations;
using System.Reflection;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Access;

/// <summary>One thing that businesses disclose, and with which permissions it is given out.</summary>
public sealed record ReceivedField(string Name, string Label, IReadOnlyList<Permission> Permissions)
{
    /// <summary>How far a role receives it in its ordinary work.</summary>
    public AccessScope For(Role role) =>
        Permissions
            .Where(permission => permission != Permission.ViewInEmergency)
            .Select(permission => Access.Permissions.For(role, permission))
            .DefaultIfEmpty()
            .Max();

    /// <summary>Whether a role receives it in an emergency access and not otherwise.</summary>
    public bool OnlyInEmergencyFor(Role role) =>
        For(role) == AccessScope.None
        && Permissions.Contains(Permission.ViewInEmergency)
        && Access.Permissions.Allows(role, Permission.ViewInEmergency);
}

/// <summary>Which personal fields each role receives, read off the use cases themselves: what they give back is what a role receives, and
/// nothing else (ASVS 15.3.1).</summary>
public static class ReceivedFields
{
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<Permission>>> Found = new(Find);
    private static readonly Type[] Forms = [typeof(ReservationDetails), typeof(ConsultationDetails)];

    // Views call the same thing by other names: the number while it is masked, the name of a business on its own page.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["TelephoneMasked"] = nameof(ReservationDetails.Telephone),
        ["MaskedTelephone"] = nameof(ReservationDetails.Telephone),
    };

    /// <summary>All personal fields of the two paper forms in their order, and the names of documents.</summary>
    public static IReadOnlyList<ReceivedField> All =>
        [
            .. Forms
                .SelectMany(form => form.GetProperties())
                .Where(IsPersonal)
                .Select(property => Field(property.Name, property.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? property.Name)),
            Field(nameof(Documents.DocumentRow.FileName), AccessTexts.DocumentNames),
        ];

    /// <summary>The types that the use cases of a permission give back, and what these are made of.</summary>
    public static IReadOnlySet<Type> TypesGivenWith(Permission permission) =>
        DomainServices
            .UseCases.SelectMany(service => service.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<RequiresPermissionAttribute>()?.Permission == permission)
            .Aggregate(new HashSet<Type>(), (found, method) => Add(found, method.ReturnType));

    private static ReceivedField Field(string name, string label) => new(name, label, Found.Value.GetValueOrDefault(name, []));

    private static bool IsPersonal(PropertyInfo property) => property.IsDefined(typeof(PersonalAttribute));

    private static IReadOnlyDictionary<string, IReadOnlyList<Permission>> Find() =>
        (
            from permission in Enum.GetValues<Permission>()
            from type in TypesGivenWith(permission)
            from property in type.GetProperties()
            group permission by NameOf(type, property)
        ).ToDictionary(group => group.Key, group => (IReadOnlyList<Permission>)[.. group.Distinct()], StringComparer.Ordinal);

    private static string NameOf(Type type, PropertyInfo property) =>
        property.Name == nameof(BusinessView.Name) && (type == typeof(KnownBusiness) || type.Namespace == typeof(BusinessView).Namespace)
            ? nameof(ReservationDetails.BusinessName)
            : OtherNames.GetValueOrDefault(property.Name, property.Name);

    private static HashSet<Type> Add(HashSet<Type> found, Type type)
    {
        foreach (var argument in type.GetGenericArguments())
        {
            Add(found, argument);
        }

        if (type.GetElementType() is { } element)
        {
            Add(found, element);
        }

        if (type.Assembly == typeof(ReceivedFields).Assembly && found.Add(type) && !type.IsEnum)
        {
            foreach (var property in type.GetProperties())
            {
                Add(found, property.PropertyType);
            }
        }

        return found;
    }
}
