namespace SupportCenter.Tests.Security;

/// <summary>Providers change their keys from time to time; a portal of its own, since it asks for unknown keys twice a minute at
/// most.</summary>
public sealed class KeyRollOverTests(HostileProviderPortal scene) : IClassFixture<HostileProviderPortal>
{
    [Fact]
    [Asvs("9.1.3")]
    public async Task Keys_that_the_provider_changed_are_read_anew()
    {
        await scene.SignInAsync(nonce => scene.Provider.TokenOf(HostileProviderPortal.Person, "BookingStaff", nonce));
        scene.Provider.RollOver();
        var before = scene.Provider.KeysRead;

        var (answer, _) = await scene.SignInAsync(nonce => scene.Provider.TokenOf(HostileProviderPortal.Person, "BookingStaff", nonce));

        Assert.Equal("/workspace", answer.Headers.Location!.ToString());
        Assert.Equal(before + 1, scene.Provider.KeysRead);
    }
}
