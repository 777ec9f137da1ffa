using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Access;

namespace SupportCenter.Tests.Security;

/// <summary>The address to come back to, in every form and link that carries one.</summary>
public sealed class BackAddressTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    public static TheoryData<string, string?> Addresses =>
        new()
        {
            { "/workspace", "/workspace" },
            { "/reservations?search=例示", "/reservations?search=%E4%BE%8B%E7%A4%BA" },
            { "/𠮷野", "/%F0%A0%AE%B7%E9%87%8E" },
            { "/e\u0301/é", "/e%CC%81/%C3%A9" },
            { "/a b", "/a%20b" },
            { "/%E4%BE%8B", "/%E4%BE%8B" },
            { "//elsewhere.invalid", null },
            { "/\\elsewhere.invalid", null },
            { "/x\r\nSet-Cookie: a=b", null },
            { "https://elsewhere.invalid", null },
            { "/\u0085", null },
            { "", null },
        };

    [Theory]
    [MemberData(nameof(Addresses))]
    [Asvs("3.7.2", "16.5.1")]
    public async Task Every_form_and_link_that_leads_back_answers_whatever_the_address_holds(string back, string? answered)
    {
        Assert.Equal(answered, AccessEndpoints.Local(back));
        var sent = back;
        var client = portal.Anyone();
        var language = await client.GetAsync(new Uri($"/language?to=ja&back={Uri.EscapeDataString(sent)}", UriKind.Relative));
        AssertLeads(language, answered ?? "/");

        var person = (await portal.FirstAsync(Role.Auditor)).ToShort();
        var before = await portal.ReadAsync(db => db.Sessions.CountAsync());
        var signIn = await PortalUnderTest.SendFormAsync(
            client,
            "/signin/development",
            true,
            new("person", person),
            new KeyValuePair<string, string>("back", sent)
        );
        AssertLeads(signIn, answered ?? "/workspace");
        Assert.Equal(before + 1, await portal.ReadAsync(db => db.Sessions.CountAsync()));

        var signOut = await PortalUnderTest.SendFormAsync(client, "/signout", true, new KeyValuePair<string, string>("back", sent));
        AssertLeads(signOut, answered ?? "/signin");

        var page = await portal.Anyone().GetAsync(new Uri($"/signin?back={Uri.EscapeDataString(sent)}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    private static void AssertLeads(HttpResponseMessage answer, string to) =>
        Assert.Equal((HttpStatusCode.Redirect, to), (answer.StatusCode, answer.Headers.Location?.OriginalString));
}
