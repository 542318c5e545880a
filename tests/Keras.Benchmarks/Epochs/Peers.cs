namespace Keras.Benchmarks.Epochs;

/// <summary>The peers that can run here: PyTorch, and Keras on JAX where <c>scripts/bench.sh</c> has made an environment for it.</summary>
internal sealed class Peers : IDisposable
{
    private readonly string _images;

    private Peers(string images, List<Peer> all) => (_images, All) = (images, all);

    public IReadOnlyList<Peer> All { get; }

    public static Peers Start(Digits digits, int threads)
    {
        string images = Path.GetTempFileName();
        File.WriteAllBytes(images, digits.Pixels);
        return new(images, Start("bench_torch.py", "bench_keras.py", images, threads));
    }

    /// <summary>Starts the two programs, each given the file, where they can run.</summary>
    public static List<Peer> Start(string torchScript, string kerasScript, string file, int threads)
    {
        if (Environment.GetEnvironmentVariable("KERAS_BENCH_SCRIPTS") is not { Length: > 0 } scripts)
        {
            Console.WriteLine("No peers: run scripts/bench.sh to have them.");
            return [];
        }
        string python = Environment.GetEnvironmentVariable("KERAS_BENCH_PYTHON") ?? "/usr/bin/python3";
        List<Peer?> all = [Peer.Start(Path.Combine(scripts, torchScript), python, file, threads, "For PyTorch on Debian: apt-get install python3-torch.")];
        if (Environment.GetEnvironmentVariable("KERAS_BENCH_KERAS") is { Length: > 0 } keras)
        {
            all.Add(Peer.Start(Path.Combine(scripts, kerasScript), keras, file, threads, "See what pip said above."));
        }
        else
        {
            Console.WriteLine($"Without {kerasScript}: KERAS_WHEELS names no folder of wheels.");
        }
        return [.. all.OfType<Peer>()];
    }

    public void Dispose()
    {
        foreach (var peer in All)
        {
            peer.Dispose();
        }
        File.Delete(_images);
    }
}
