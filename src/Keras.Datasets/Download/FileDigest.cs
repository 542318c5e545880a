using System.IO.Compression;
using System.Security.Cryptography;

namespace Keras.Datasets;

/// <summary>What a file must be: the SHA-256 of its bytes, or, of a gzipped file, that of its contents.</summary>
/// <param name="Sha256">The digest in lower-case hexadecimal.</param>
/// <param name="OfContents">Whether the file is gzipped and the digest is that of what is in it.</param>
internal sealed record FileDigest(string Sha256, bool OfContents)
{
    /// <summary>No file known here has as many bytes, unpacked.</summary>
    private const long Longest = 1L << 28;

    /// <summary>Null when the file is the right one; otherwise what its digest is instead, or that it cannot be unpacked.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? Mismatch(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            using Stream contents = OfContents ? new GZipStream(file, CompressionMode.Decompress) : file;
            string digest = Compute(contents);
            return digest == Sha256 ? null : $"SHA-256 {digest}{(OfContents ? " when unpacked" : "")}";
        }
        catch (InvalidDataException)
        {
            return "no gzip file, or a damaged one";
        }
    }

    private static string Compute(Stream contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long total = 0;
        for (int count; (count = contents.Read(buffer)) > 0 && total <= Longest; total += count)
        {
            hash.AppendData(buffer.AsSpan(0, count));
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
