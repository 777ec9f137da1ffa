namespace SupportCenter.Domain.Access;

/// <summary>Says which permission a use case opens the data with. Not the check itself (that is
/// <see cref="AuthorizedDbContextFactory"/>): a test calls every use case as every role and holds what happens against this word and
/// <see cref="Permissions"/> (ASVS 8.3.1).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresPermissionAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}
