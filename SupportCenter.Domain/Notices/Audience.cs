using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Shelf;

namespace SupportCenter.Domain.Notices;

/// <summary>Whom a notice or a paper is for, and whether the viewer is one of them.</summary>
/// <param name="Me">The viewer.</param>
/// <param name="Role">The viewer's role as a box of the form.</param>
/// <param name="Organisation">The viewer's organisation as a box of the form.</param>
/// <param name="SeesAll">Whether the viewer sees those for others too.</param>
internal sealed record Audience(Guid Me, AudienceRoles Role, AudienceOrganisations Organisation, bool SeesAll)
{
    public static async Task<Audience> OfViewerAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var me = db.AccessContext.Me;
        var person = await db.Staff.Where(row => row.Id == me).Select(row => new { row.Role, row.Organisation }).SingleAsync(cancellation);
        return new Audience(me, RoleBox(person.Role), OrganisationBox(person.Organisation), !db.AccessContext.SeesOnlyOwn);
    }

    public static AudienceRoles RoleBox(Role role) => (AudienceRoles)(1 << (int)role);

    public static AudienceOrganisations OrganisationBox(Access.Organisation organisation) =>
        (AudienceOrganisations)(1 << (int)organisation);

    /// <summary>The notices that the viewer may see: all, or those for them and their own.</summary>
    public IQueryable<Notice> Visible(IQueryable<Notice> notices) =>
        SeesAll
            ? notices
            : notices.Where(row =>
                row.AuthorId == Me
                || (
                    (row.Details.Roles == default(AudienceRoles) || (row.Details.Roles & Role) != default(AudienceRoles))
                    && (
                        row.Details.Organisations == default(AudienceOrganisations)
                        || (row.Details.Organisations & Organisation) != default(AudienceOrganisations)
                    )
                )
            );

    /// <summary>The papers of the shelf that the viewer may see: all, or those for them and those that they keep.</summary>
    public IQueryable<CommonPaper> Visible(IQueryable<CommonPaper> papers) =>
        SeesAll
            ? papers
            : papers.Where(row =>
                row.KeptById == Me || row.Roles == default(AudienceRoles) || (row.Roles & Role) != default(AudienceRoles)
            );

    /// <summary>Those that are for the viewer and that the viewer did not write.</summary>
    public IQueryable<Notice> Addressed(IQueryable<Notice> notices) =>
        notices.Where(row =>
            row.AuthorId != Me
            && (row.Details.Roles == default(AudienceRoles) || (row.Details.Roles & Role) != default(AudienceRoles))
            && (
                row.Details.Organisations == default(AudienceOrganisations)
                || (row.Details.Organisations & Organisation) != default(AudienceOrganisations)
            )
        );

    /// <summary>Whether a notice is for the viewer.</summary>
    public bool IsForViewer(NoticeDetails notice) => Includes(notice, Role, Organisation);

    /// <summary>Whether a notice is for somebody in that role and organisation.</summary>
    public static bool IsFor(NoticeDetails notice, Role role, Access.Organisation organisation) =>
        Includes(notice, RoleBox(role), OrganisationBox(organisation));

    private static bool Includes(NoticeDetails notice, AudienceRoles role, AudienceOrganisations organisation) =>
        (notice.Roles == default(AudienceRoles) || (notice.Roles & role) != default(AudienceRoles))
        && (
            notice.Organisations == default(AudienceOrganisations)
            || (notice.Organisations & organisation) != default(AudienceOrganisations)
        );
}
