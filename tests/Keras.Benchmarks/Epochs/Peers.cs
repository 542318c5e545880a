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
        var all = new List<Peer?>();
        if (Environment.GetEnvironmentVariable("KERAS_BENCH_SCRIPTS") is not { Length: > 0 } scripts)
        {
            Console.WriteLine("No peers: run scripts/bench.sh to have them.");
        }
        else
        {
            File.WriteAllBytes(images, digits.Pixels);
            string python = Environment.GetEnvironmentVariable("KERAS_BENCH_PYTHON") ?? "/usr/bin/python3";
            all.Add(Peer.Start(Path.Combine(scripts, "bench_torch.py"), python, images, threads, "For PyTorch on Debian: apt-get install python3-torch."));
            if (Environment.GetEnvironmentVariable("KERAS_BENCH_KERAS") is { Length: > 0 } keras)
            {
                all.Add(Peer.Start(Path.Combine(scripts, "bench_keras.py"), keras, images, threads, "See what pip said above."));
            }
            else
            {
                Console.WriteLine("Without bench_keras.py: KERAS_WHEELS names no folder of wheels.");
            }
        }
        return new(images, [.. all.OfType<Peer>()]);
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
