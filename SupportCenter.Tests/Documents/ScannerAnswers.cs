using System.Net.Sockets;
using System.Text;

namespace SupportCenter.Tests.Documents;

/// <summary>Speaks as clamd does, and says what the test wants said.</summary>
internal static class ScannerAnswers
{
    /// <summary>Hears one whole content of so many bytes (less than a piece), gives the answer, and tells what was heard.</summary>
    public static async Task<byte[]> OnceAsync(TcpListener listener, int length, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var line = client.GetStream();
        var received = new byte["zINSTREAM\0".Length + 4 + length + 4];
        await line.ReadExactlyAsync(received);
        await line.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return received;
    }
}
