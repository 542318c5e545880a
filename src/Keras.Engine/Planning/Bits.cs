namespace Keras.Engine.Planning;

/// <summary>A set of small whole numbers.</summary>
internal sealed class Bits(int count)
{
    private readonly ulong[] _words = new ulong[(count + 63) / 64];

    public bool this[int index] => (_words[index >> 6] >> (index & 63) & 1) != 0;

    public void Add(int index) => _words[index >> 6] |= 1UL << (index & 63);

    public void Remove(int index) => _words[index >> 6] &= ~(1UL << (index & 63));

    public void Add(Bits other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }
}
