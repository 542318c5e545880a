using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Keras.Datasets.Tests;

/// <summary>An HTTP server on 127.0.0.1 that answers each request with the next of the given answers, the last one for ever.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Answer[] _answers;
    private readonly Task _accepting;
    private int _served;

    public TestServer(params Answer[] answers)
    {
        _answers = answers;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Writes what is answered to a request for a path; the connection is closed afterwards.</summary>
    public delegate Task Answer(Stream stream, string path, CancellationToken stop);

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/data/");

    /// <summary>The paths asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static Answer Whole(byte[] body) => (stream, _, stop) => Write(stream, $"200 OK\r\nContent-Length: {body.Length}", body, stop);

    public static Answer OfUnknownLength(byte[] body) => (stream, _, stop) => Write(stream, "200 OK", body, stop);

    public static Answer BrokenOff(byte[] body, int at) => (stream, _, stop) => Write(stream, $"200 OK\r\nContent-Length: {body.Length}", body[..at], stop);

    public static Answer Status(string status) => (stream, _, stop) => Write(stream, status + "\r\nContent-Length: 0", [], stop);

    public static Answer Stalling(byte[] body, int at) => async (stream, _, stop) =>
    {
        await Write(stream, $"200 OK\r\nContent-Length: {body.Length}", body[..at], stop);
        await Task.Delay(Timeout.Infinite, stop);
    };

    public static Answer Silent { get; } = (_, _, stop) => Task.Delay(Timeout.Infinite, stop);

    public static Answer Files(IReadOnlyDictionary<string, byte[]> files) => (stream, path, stop) =>
        files.TryGetValue(path, out var body) ? Whole(body)(stream, path, stop) : Status("404 Not Found")(stream, path, stop);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private static async Task Write(Stream stream, string head, byte[] body, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n"), stop);
        await stream.WriteAsync(body, stop);
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                running.Add(ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
        }
        await Task.WhenAll(running);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                string? request = await reader.ReadLineAsync(_stop.Token);
                while (!string.IsNullOrEmpty(await reader.ReadLineAsync(_stop.Token)))
                {
                }
                if (request is not null && !request.StartsWith("GET /data/", StringComparison.Ordinal))
                {
                    // The random bytes of an encrypted greeting may hold line ends: such a client is left waiting.
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }
                else if (request is not null)
                {
                    string path = request.Split(' ')[1]["/data/".Length..];
                    Requests.Enqueue(path);
                    int index = Interlocked.Increment(ref _served) - 1;
                    await _answers[Math.Min(index, _answers.Length - 1)](stream, path, _stop.Token);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
            }
        }
    }
}
