using SupportCenter.Domain.Data;
using SupportCenter.Portal.Commands;

namespace SupportCenter.Tests.Commands;

public sealed class SeedCommandTests
{
    [Fact]
    public void Settings_among_a_commands_words_go_to_the_host_and_the_rest_to_the_command()
    {
        var (settings, own) = CommandSettings.Split([
            "--records",
            "5",
            "--Storage:DataDirectory=a",
            "--Storage:KeyFile",
            "b",
            "--businesses=3",
        ]);

        Assert.Equal(["--Storage:DataDirectory=a", "--Storage:KeyFile", "b"], settings);
        Assert.Equal(["--records", "5", "--businesses=3"], own);
    }

    [Fact]
    public async Task The_command_fills_the_folder_that_the_settings_name_and_refuses_a_second_time()
    {
        var folder = Directory.CreateTempSubdirectory("portal-seed-").FullName;
        try
        {
            string[] words = ["seed", "--businesses", "3", "--reservations", "10", "--records", "5", $"--Storage:DataDirectory={folder}"];
            Assert.Equal(0, await PortalCommands.RunAsync(words));
            Assert.True(File.Exists(Path.Combine(folder, "portal.db")));
            Assert.Equal(1, await PortalCommands.RunAsync(words));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("--businesses", "viele")]
    [InlineData("--businesses", "20001")]
    [InlineData("--reservations", "-1")]
    [InlineData("--clinics", "3")]
    public async Task A_wrong_word_is_refused_before_anything_is_opened(string option, string value)
    {
        var folder = Path.Combine(Path.GetTempPath(), "portal-seed-" + NewId.Create().ToShort());

        Assert.Equal(1, await PortalCommands.RunAsync(["seed", option, value, "--Storage:DataDirectory", folder]));
        Assert.False(Directory.Exists(folder));
    }
}
