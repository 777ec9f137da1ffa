using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Tests.Oversight;

/// <summary>A list of people is compared with the staff list and the sign-ins, not believed.</summary>
public sealed class RosterTests : IAsyncLifetime
{
    private OversightScene scene = null!;

    public async Task InitializeAsync() => scene = await OversightScene.SetAsync();

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    public async Task Who_is_on_one_of_the_two_lists_only_is_named()
    {
        await scene.Portal.AddAsync(Make.Staff(Role.BookingStaff, "受付 未届"));
        await EnterAsync("例示受付\t済\t令和2年4月1日\t2020/4/2\n受付 名簿だけ\t済\t2020/4/1\t2020/4/2");

        var compared = await CompareAsync();

        Assert.Equal(["受付 名簿だけ"], compared.OnRosterOnly);
        Assert.Equal(["受付 未届"], compared.OnStaffOnly.Select(person => person.Name));
        Assert.Equal((1, 1, new DateOnly(2020, 7, 16)), (compared.Agreed, compared.Number, compared.HandedInOn));
        Assert.Empty(compared.WithoutProof);
    }

    [Fact]
    public async Task A_name_is_the_same_whatever_its_width_and_the_space_in_it()
    {
        await scene.Portal.AddAsync(Make.Staff(Role.BookingStaff, "受付　ハナ子"));
        await EnterAsync("例示受付,済\n受付 ﾊﾅ子,済");

        var compared = await CompareAsync();
        Assert.Equal((0, 0, 2), (compared.OnRosterOnly.Count, compared.OnStaffOnly.Count, compared.Agreed));
    }

    [Fact]
    [Asvs("16.3.1")]
    public async Task Who_signed_in_after_the_day_of_leaving_that_the_roster_names_is_found()
    {
        await EnterAsync("例示受付,済,2020/4/1,2020/4/2,2020/7/15");
        Assert.Empty((await CompareAsync()).AfterLeaving);

        await scene.Portal.SignInAsync(scene.Portal.Staff[Role.BookingStaff]);

        var found = Assert.Single((await CompareAsync()).AfterLeaving);
        Assert.Equal(("例示受付", new DateOnly(2020, 7, 15)), (found.Name, found.LeftOn));
        Assert.Equal(["例示受付"], (await CompareAsync()).OnStaffOnly.Select(person => person.Name));
    }

    [Fact]
    public async Task A_sign_in_on_the_last_day_itself_is_none_after_leaving()
    {
        await EnterAsync("例示受付,済,2020/4/1,2020/4/2,2020/7/16");
        await scene.Portal.SignInAsync(scene.Portal.Staff[Role.BookingStaff]);
        Assert.Empty((await CompareAsync()).AfterLeaving);
    }

    [Fact]
    public async Task Who_lacks_the_proof_of_employment_the_oath_or_the_training_is_named()
    {
        await EnterAsync("受付 一,未,2020/4/1,2020/4/2\n受付 二,済,,2020/4/2\n受付 三,済,2020/4/1\n受付 四,済,2020/4/1,2020/4/2");
        Assert.Equal(["受付 一", "受付 二", "受付 三"], (await CompareAsync()).WithoutProof);
    }

    [Fact]
    public async Task The_newest_list_counts_and_the_earlier_one_stays()
    {
        await EnterAsync("例示受付,済");
        await EnterAsync("受付 二,済");

        var compared = await CompareAsync();
        Assert.Equal((2, 0), (compared.Number, compared.Agreed));
        Assert.Equal(2, await scene.Portal.ReadAsync(db => db.Rosters.CountAsync()));
    }

    [Theory]
    [InlineData("例示受付,たぶん", "1行目の2番目（雇用の確認）は「済」か「未」にしてください。")]
    [InlineData("例示受付,済\n,済", "2行目に氏名がありません。")]
    [InlineData("例示受付,済,いつか", "1行目の3番目を、日付として読めません。例：令和2年4月1日、2020/4/1")]
    [Asvs("2.2.2")]
    public async Task A_line_that_cannot_be_read_is_named_by_its_number_beside_the_field(string lines, string sentence)
    {
        var refused = await Assert.ThrowsAsync<Domain.RuleException>(() => EnterAsync(lines));
        Assert.Equal((sentence, nameof(RosterDetails.Lines)), (refused.Message, refused.Field));
        Assert.Equal(0, await scene.Portal.ReadAsync(db => db.Rosters.CountAsync()));
    }

    [Fact]
    [Asvs("11.3.2")]
    public async Task The_names_of_a_roster_lie_in_the_file_encrypted()
    {
        await EnterAsync("受付 名簿だけの人,済");
        Assert.DoesNotContain(
            "名簿だけの人",
            System.Text.Encoding.UTF8.GetString(await scene.Portal.FileAsync()),
            StringComparison.Ordinal
        );
    }

    private async Task EnterAsync(string lines) =>
        Assert.NotNull(
            await scene.Rosters.EnterAsync(scene.Contract, new RosterDetails { HandedInOn = scene.Portal.Today, Lines = lines })
        );

    private async Task<RosterComparison> CompareAsync() => (await scene.Rosters.CompareAsync(scene.Contract))!;
}
