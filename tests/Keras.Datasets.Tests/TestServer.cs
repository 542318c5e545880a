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

    /// <summary>Writes what is answered to a request; the connection is closed afterwards.</summary>
    public delegate Task Answer(Stream stream, Request request, CancellationToken stop);

    /// <summary>What is asked for.</summary>
    /// <param name="Path">The path below the address.</param>
    /// <param name="From">The first byte that is wanted.</param>
    internal sealed record Request(string Path, int From);

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/data/");

    /// <summary>The first bytes asked for.</summary>
    public ConcurrentQueue<int> Starts { get; } = new();

    /// <summary>The paths asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static Answer Whole(byte[] body) => (stream, _, stop) => Write(stream, $"200 OK\r\nContent-Length: {body.Length}", body, stop);

    public static Answer Page(byte[] body) => (stream, _, stop) => Write(stream, $"200 OK\r\nContent-Type: text/html\r\nContent-Length: {body.Length}", body, stop);

    public static Answer OfUnknownLength(byte[] body) => (stream, _, stop) => Write(stream, "200 OK", body, stop);

    public static Answer BrokenOff(byte[] body, int at) => (stream, _, stop) => Write(stream, $"200 OK\r\nContent-Length: {body.Length}", body[..at], stop);

    /// <summary>The file from the byte on that is asked for, up to a place where the transfer breaks off.</summary>
    public static Answer From(byte[] body, int end) => (stream, request, stop) => Write(stream,
        request.From > 0 ? $"206 Partial Content\r\nContent-Length: {body.Length - request.From}\r\nContent-Range: bytes {request.From}-{body.Length - 1}/{body.Length}" : $"200 OK\r\nContent-Length: {body.Length}",
        body[request.From..end], stop);

    public static Answer Status(string status) => (stream, _, stop) => Write(stream, status + "\r\nContent-Length: 0", [], stop);

    public static Answer Stalling(byte[] body, int at) => async (stream, _, stop) =>
    {
        await Write(stream, $"200 OK\r\nContent-Length: {body.Length}", body[..at], stop);
        await Task.Delay(Timeout.Infinite, stop);
    };

    public static Answer Silent { get; } = (_, _, stop) => Task.Delay(Timeout.Infinite, stop);

    public static Answer Files(IReadOnlyDictionary<string, byte[]> files) => (stream, request, stop) =>
        files.TryGetValue(request.Path, out var body) ? (request.Path.EndsWith('/') ? Page(body) : Whole(body))(stream, request, stop) : Status("404 Not Found")(stream, request, stop);

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
                int from = 0;
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
                {
                    if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                    {
                        from = int.Parse(header["Range: bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture);
                    }
                }
                // A proxy is asked for a whole address.
                string? target = request?.Split(' ') is ["GET", var asked, _] ? asked : null;
                target = target?.StartsWith("http://", StringComparison.Ordinal) == true ? new Uri(target).PathAndQuery : target;
                if (request is not null && target?.StartsWith("/data/", StringComparison.Ordinal) != true)
                {
                    // The random bytes of an encrypted greeting may hold line ends: such a client is left waiting.
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }
                else if (request is not null)
                {
                    string path = target!["/data/".Length..];
                    Requests.Enqueue(path);
                    Starts.Enqueue(from);
                    int index = Interlocked.Increment(ref _served) - 1;
                    await _answers[Math.Min(index, _answers.Length - 1)](stream, new(path, from), _stop.Token);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
            }
        }
    }
}
