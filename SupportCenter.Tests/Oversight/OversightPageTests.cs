using AngleSharp.Dom;
using Bunit;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;
using SupportCenter.Portal.Oversight;
using SupportCenter.Portal.Workspace;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Oversight;

/// <summary>The oversight on the screen.</summary>
public sealed class OversightPageTests : PageTest
{
    [Fact]
    public async Task The_start_page_of_a_supervisor_says_which_contract_ends_and_when()
    {
        var second = Make.Staff(Role.Supervisor, "本市 第二 花子");
        await Portal.AddAsync(second);
        var contracts = Portal.As<ContractService>(Role.Supervisor);
        foreach (var row in (await contracts.ListAsync()).Where(row => row.Organisation == Organisation.Scriveners))
        {
            await contracts.EndAsync(row.Id, "改めるため", (await contracts.FindAsync(row.Id))!.Version);
        }

        var id = (await contracts.RecordAsync(Make.ContractOf(Organisation.Scriveners, to: Portal.Today.AddDays(7)), null))!.Value;
        var page = Open<WaitingWork>(Role.Supervisor);
        page.WaitForAssertion(() => Assert.Contains("行政書士 契約なし", Line(page).TextContent, StringComparison.Ordinal), Patience);

        await Portal.As<ContractService>(second).ApproveAsync(id, (await contracts.FindAsync(id))!.Version);

        page.WaitForAssertion(() => Assert.Contains("行政書士 あと7日", Line(page).TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Whoever_wrote_a_contract_has_no_button_to_approve_it_and_the_other_one_has()
    {
        var second = Make.Staff(Role.Supervisor, "本市 第二 花子");
        await Portal.AddAsync(second);
        var mine = await Portal.As<ContractService>(Role.Supervisor).RecordAsync(Make.ContractOf(Organisation.Contractor), null);
        var theirs = await Portal.As<ContractService>(second).RecordAsync(Make.ContractOf(Organisation.Contractor), null);

        Assert.DoesNotContain("承認する", ButtonsOf(mine!.Value));
        Assert.Contains("承認する", ButtonsOf(theirs!.Value));

        List<string> ButtonsOf(Guid id)
        {
            var page = Open<ContractPage>(Role.Supervisor, it => it.Add(page => page.Id, id.ToShort()));
            page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#roster")), Patience);
            return [.. page.FindAll("button").Select(button => button.TextContent.Trim())];
        }
    }

    [Fact]
    public void A_receptionist_of_whom_nothing_is_asked_sees_no_card_of_it() =>
        Assert.Empty(Open<AskedWork>(Role.BookingStaff).FindAll("#asked"));

    private static IElement Line(IRenderedComponent<WaitingWork> page) =>
        page.FindAll("li").Single(line => line.TextContent.Contains("委託先などの契約", StringComparison.Ordinal));
}
