using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal;

/// <summary>The use cases as the portal calls them by itself, and as its console does: nobody has signed in there.</summary>
internal static class SystemServices
{
    /// <param name="database">The database that is open.</param>
    /// <param name="time">The clock.</param>
    /// <param name="settings">The settings that the use cases need, each under its own type.</param>
    public static ServiceProvider Of(PortalDatabase database, TimeProvider time, params object[] settings)
    {
        var services = new ServiceCollection().AddSingleton<ICaller>(new FixedCaller(CallerIdentity.Console));
        foreach (var setting in settings)
        {
            services.AddSingleton(setting.GetType(), setting);
        }

        return services.AddSupportCenter(database).AddSingleton(time).BuildServiceProvider();
    }
}
