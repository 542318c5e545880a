using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Keras.Core;
using NumSharp;

namespace Keras.Core.Tests.Random;

/// <summary>The streams against vectors computed by Python, NumPy and Keras 3.15.1 on its NumPy backend (draws.json).</summary>
[Collection("global seed")]
public class DrawsTests
{
    private static readonly JsonElement Vectors =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Random", "Files", "draws.json"))).RootElement;

    public static TheoryData<int> Seeds => [0, 1, 42, 1337, int.MaxValue];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SeedsAreThoseOfPython(int seed)
    {
        GlobalSeed.SetRandomSeed(seed);
        Assert.Equal(List<int>(seed, "seeds"), Enumerable.Range(0, 12).Select(_ => GlobalSeed.NextInitializerSeed()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BitsAreThoseOfPython(int seed)
    {
        var random = new PythonRandom((uint)seed);
        Assert.Equal(List<uint>(seed, "bits"), new[] { 32, 1, 7, 30, 31, 32 }.Select(random.NextBits));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ShufflesAreThoseOfNumPy(int seed)
    {
        GlobalSeed.SetRandomSeed(seed);
        int[] counts = [1, 2, 5, 17, 0, 40];
        foreach (var (count, expected) in counts.Zip(Vectors.GetProperty($"{seed}").GetProperty("perm").EnumerateArray()))
        {
            Assert.Equal(expected.EnumerateArray().Select(index => index.GetInt32()), GlobalSeed.Permutation(count));
        }
        int[] many = GlobalSeed.Permutation(60000);
        Assert.Equal(List<int>(seed, "big"), new[] { 0, 1, 2, 30000, 59998, 59999 }.Select(i => many[i]));
        Assert.Equal(Vectors.GetProperty($"{seed}").GetProperty("bighash").GetString(), Hash(many.AsSpan()));
    }

    [Fact]
    public void NumPysOwnSeedRulesShuffling()
    {
        np.random.seed(42);
        int[] first = GlobalSeed.Permutation(30);
        GlobalSeed.SetRandomSeed(42);
        Assert.Equal(first, GlobalSeed.Permutation(30));
        Assert.NotEqual(first, GlobalSeed.Permutation(30));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NumbersAreThoseOfKeras(int seed)
    {
        Check("uniform", count => SeededDraws.Uniform(seed, -0.25, 0.75, count));
        Check("normal", count => SeededDraws.Normal(seed, 0.1, 0.05, count));
        Check("truncated", count => SeededDraws.TruncatedNormal(seed, 0.1, 0.05, count));
        double limit = Math.Sqrt(6.0 / (3 + 4));
        Assert.Equal(List<float>(seed, "glorot"), SeededDraws.Uniform(seed, -limit, limit, 12).Select(value => (float)value));

        void Check(string kind, Func<int, double[]> draw)
        {
            var expected = Vectors.GetProperty($"{seed}").GetProperty(kind);
            Assert.Equal(expected[0].EnumerateArray().Select(value => value.GetDouble()), draw(7));
            Assert.Equal(expected[1].GetString(), Hash(draw(5000).AsSpan()));
            Assert.Empty(draw(0));
        }
    }

    [Fact]
    public void AKernelWithoutASeedIsThatOfKeras()
    {
        GlobalSeed.SetRandomSeed(42);
        double limit = Math.Sqrt(6.0 / (3 + 4));
        Assert.Equal(Vectors.GetProperty("dense42").EnumerateArray().Select(value => value.GetSingle()),
            SeededDraws.Uniform(GlobalSeed.NextInitializerSeed(), -limit, limit, 12).Select(value => (float)value));
    }

    [Fact]
    public void StandsManyThreads()
    {
        var seeds = new System.Collections.Concurrent.ConcurrentBag<int>();
        GlobalSeed.SetRandomSeed(5);
        Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            seeds.Add(GlobalSeed.NextInitializerSeed());
            Assert.Equal(50 * 49 / 2, GlobalSeed.Permutation(50).Sum());
        });
        GlobalSeed.SetRandomSeed(5);
        Assert.Equal(Enumerable.Range(0, 4000).Select(_ => GlobalSeed.NextInitializerSeed()).Order(), seeds.Order());
    }

    /// <summary>As NumPy's generator, which refuses both.</summary>
    [Theory, InlineData(1, 0), InlineData(-1e308, 1e308), InlineData(0, double.PositiveInfinity), InlineData(double.NaN, 1)]
    public void A_range_that_is_none_is_refused(double minval, double maxval) =>
        Assert.Contains($"from {minval} to {maxval}", Assert.Throws<ArgumentOutOfRangeException>(() => SeededDraws.Uniform(1, minval, maxval, 3)).Message);

    [Fact]
    public void SaysWhatASeedMayBe()
    {
        Assert.StartsWith("A seed must be 0 or more, received -1. Choose any other number.", Assert.Throws<ArgumentOutOfRangeException>(() => GlobalSeed.SetRandomSeed(-1)).Message);
        Assert.StartsWith("A seed must be 0 or more, received -7.", Assert.Throws<ArgumentOutOfRangeException>(() => SeededDraws.Uniform(-7, 0, 1, 3)).Message);
        Assert.StartsWith("A standard deviation must be 0 or more, received NaN.", Assert.Throws<ArgumentOutOfRangeException>(() => SeededDraws.TruncatedNormal(1, 0, double.NaN, 3)).Message);
        Assert.StartsWith("A standard deviation must be 0 or more, received -1.", Assert.Throws<ArgumentOutOfRangeException>(() => SeededDraws.Normal(1, 0, -1, 3)).Message);
    }

    private static IEnumerable<T> List<T>(int seed, string name) =>
        Vectors.GetProperty($"{seed}").GetProperty(name).EnumerateArray().Select(value => value.Deserialize<T>()!);

    private static string Hash<T>(Span<T> values) where T : unmanaged => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)));
}
