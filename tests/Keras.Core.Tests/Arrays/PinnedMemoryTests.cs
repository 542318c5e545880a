namespace Keras.Core.Tests.Arrays;

public class PinnedMemoryTests
{
    [Fact]
    public unsafe void PiecesAreZeroedAlignedAndApart()
    {
        int[] lengths = [0, 1, 4, 63, 64, 65, 4096, 300_000, 1 << 20, (1 << 20) + 1, 3 << 20, 9 << 20, .. Enumerable.Repeat(400_000, 30)];
        var pieces = lengths.Select(length => (Piece: PinnedMemory.Take(length), Length: length)).ToList();
        foreach (var ((array, offset), length) in pieces)
        {
            fixed (byte* first = array)
            {
                Assert.Equal(0, (nint)(first + offset) % 64);
            }
            var bytes = array.AsSpan(offset, length);
            Assert.Equal(-1, bytes.IndexOfAnyExcept((byte)0));
            bytes.Fill(1);
        }
        var inOrder = pieces.GroupBy(piece => piece.Piece.Array).SelectMany(chunk => chunk.OrderBy(piece => piece.Piece.Offset).ThenBy(piece => piece.Length)).ToList();
        Assert.All(inOrder.Zip(inOrder.Skip(1)), pair =>
            Assert.True(pair.First.Piece.Array != pair.Second.Piece.Array || pair.First.Piece.Offset + pair.First.Length <= pair.Second.Piece.Offset));
    }

    [Fact]
    public void SmallPiecesShareMemoryAndLargeOnesHaveTheirOwn()
    {
        var taken = Enumerable.Range(0, 100).Select(_ => PinnedMemory.Take(1000).Array).Distinct();
        Assert.True(taken.Count() <= 2);
        Assert.NotSame(PinnedMemory.Take(5 << 20).Array, PinnedMemory.Take(5 << 20).Array);
    }
}
