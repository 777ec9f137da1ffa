using SupportCenter.Portal.Commands;

namespace SupportCenter.Tests.Commands;

/// <summary>What the first word at the console means.</summary>
public sealed class PortalCommandsTests
{
    [Theory]
    [InlineData("--urls")]
    [InlineData("--Storage:DataDirectory=/data")]
    [InlineData("/urls")]
    [InlineData("Storage:DataDirectory=/data")]
    public void Settings_start_the_portal(string word) => Assert.False(PortalCommands.IsCommand([word, "value"]));

    [Fact]
    public void Nothing_at_all_starts_the_portal() => Assert.False(PortalCommands.IsCommand([]));

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_ends_well_and_starts_nothing(string word)
    {
        Assert.True(PortalCommands.IsCommand([word]));
        Assert.Equal(0, await PortalCommands.RunAsync([word]));
    }

    [Theory]
    [InlineData("bakcup")]
    [InlineData("Import")]
    public async Task A_word_that_is_no_command_is_refused_and_starts_nothing(string word)
    {
        Assert.True(PortalCommands.IsCommand([word]));
        Assert.Equal(2, await PortalCommands.RunAsync([word, "file.db"]));
    }
}
