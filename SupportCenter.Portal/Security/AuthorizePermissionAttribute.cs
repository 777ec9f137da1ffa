using Microsoft.AspNetCore.Authorization;
using SupportCenter.Domain.Access;

namespace SupportCenter.Portal.Security;

/// <summary>Says for whom a page or an address is: whoever does not have the permission finds nothing there, and the refusal is in the
/// audit log (ASVS 8.2.1). The use cases behind it decide again.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AuthorizePermissionAttribute : AuthorizeAttribute
{
    public AuthorizePermissionAttribute(Permission permission) => (Permission, Policy) = (permission, PolicyOf(permission));

    public Permission Permission { get; }

    internal static string PolicyOf(Permission permission) => $"may-{permission}";

    /// <summary>One policy for each permission, all asking the domain.</summary>
    internal static void AddPolicies(AuthorizationBuilder authorization)
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            authorization.AddPolicy(PolicyOf(permission), policy =>
                policy.RequireAuthenticatedUser().AddRequirements(new Requirement(permission))
            );
        }
    }

    internal sealed record Requirement(Permission Permission) : IAuthorizationRequirement;

    /// <summary>Puts the question to the domain, which looks the person up again and records a refusal.</summary>
    internal sealed class Handler(PageService pages, PortalCaller caller) : AuthorizationHandler<Requirement>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Requirement requirement)
        {
            if (caller.StaffId is null)
            {
                return; // Whoever has not signed in is led to the sign-in; that is no refusal.
            }

            try
            {
                await pages.AskAsync(requirement.Permission);
                context.Succeed(requirement);
            }
            catch (AccessRefusedException)
            {
                // The refusal is in the audit log.
            }
            catch (FreshSignInRequiredException)
            {
                context.Succeed(requirement); // The page may be seen; its commands ask for the sign-in.
            }
        }
    }
}
