using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace SupportCenter.Domain.Data;

/// <summary>Hands the cipher to contexts with their options, because contexts that are used again (a pool) can be given nothing
/// else.</summary>
internal sealed class CipherOptionsExtension : IDbContextOptionsExtension
{
    public CipherOptionsExtension(PersonalCipher cipher) => (Cipher, Info) = (cipher, new Described(this));

    public PersonalCipher Cipher { get; }

    public DbContextOptionsExtensionInfo Info { get; }

    public void ApplyServices(IServiceCollection services)
    {
        // It only carries the cipher; KeyedModelCacheKeyFactory keeps the models of different keys apart.
    }

    public void Validate(IDbContextOptions options)
    {
        // Nothing can be wrong with it.
    }

    private sealed class Described(CipherOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is Described;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
            // Keys are not for debugging.
        }
    }
}
