using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Security;

/// <summary>Who is asking, for one request or one circuit. The cookie says only who; what they may do is read again by every
/// command.</summary>
public sealed class PortalCaller : ICaller
{
    /// <summary>The signed-in person; an empty principal before sign-in.</summary>
    public ClaimsPrincipal User { get; private set; } = new(new ClaimsIdentity());

    public CallerIdentity Identity { get; private set; } = CallerIdentity.Anyone;

    /// <summary>The role at sign-in: good for showing and hiding, never for deciding.</summary>
    public Role? Role => Enum.TryParse<Role>(User.FindFirstValue(ClaimTypes.Role), out var role) ? role : null;

    public Guid? StaffId => Identity.StaffId;

    /// <summary>Whether to show what needs the permission. The services decide again when it is used.</summary>
    public bool May(Permission permission) => Role is { } role && Permissions.Allows(role, permission);

    internal void Become(ClaimsPrincipal user, string? origin)
    {
        User = user;
        Identity =
            user.Identity?.IsAuthenticated == true && NewId.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                ? CallerIdentity.Staff(id, origin, SessionOf(user))
                : CallerIdentity.Anyone with
                {
                    Origin = origin,
                };
    }

    internal static ClaimsPrincipal PrincipalOf(ResumedSession session, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, session.Person.Id.ToShort()),
                    new Claim(ClaimTypes.Name, session.Person.Name),
                    new Claim(ClaimTypes.Role, session.Person.Role.ToString()),
                    new Claim(OrganisationClaim, session.Person.Organisation.ToString()),
                    new Claim(OriginClaim, session.Origin ?? ""),
                    new Claim(SessionClaim, session.Id.ToShort()),
                ],
                scheme
            )
        );

    /// <summary>The session that a principal stands for.</summary>
    internal static Guid? SessionOf(ClaimsPrincipal? user) =>
        NewId.TryParse(user?.FindFirstValue(SessionClaim), out var session) ? session : null;

    internal const string OrganisationClaim = "organisation";
    internal const string OriginClaim = "origin";
    internal const string SessionClaim = "session";
}

/// <summary>Tells each circuit's services who opened it: the identity is fixed when the circuit opens.</summary>
internal sealed class CircuitIdentity(AuthenticationStateProvider authentication, PortalCaller caller) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        caller.Become(user, user.FindFirstValue(PortalCaller.OriginClaim));
    }
}
