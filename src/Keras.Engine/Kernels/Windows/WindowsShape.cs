namespace Keras.Engine.Kernels;

/// <summary>
/// One axis of a window: tap k of small position p touches big position <c>p · stride + k · dilation − before</c>, if there is one.
/// </summary>
internal readonly record struct WindowAxis(int Big, int Small, int Kernel, int Stride = 1, int Dilation = 1, int Before = 0)
{
    /// <summary>An axis that is not there.</summary>
    public static WindowAxis None { get; } = new(1, 1, 1);

    /// <summary>The big position, which may lie outside the image.</summary>
    public int Position(int small, int tap) => (small * Stride) + (tap * Dilation) - Before;
}

/// <summary>
/// What the window kernels share: big images [images, depth, height, width, big channels, lanes], small images alike, and a kernel
/// [taps of depth, of height, of width, big channels / groups, small channels]. Fewer spatial axes leave the first at <see cref="WindowAxis.None"/>.
/// </summary>
internal sealed record WindowsShape(int Images, WindowAxis Depth, WindowAxis Height, WindowAxis Width, int BigChannels, int SmallChannels, int Lanes, int Groups = 1)
{
    public int Taps => Depth.Kernel * Height.Kernel * Width.Kernel;

    /// <summary>Big channels that a small channel is joined with.</summary>
    public int BigPerGroup => BigChannels / Groups;

    public int SmallPerGroup => SmallChannels / Groups;

    public int KernelLength => Taps * BigPerGroup * SmallChannels;

    /// <summary>Elements of one big image of all lanes.</summary>
    public nint BigLength => (nint)Depth.Big * Height.Big * Width.Big * BigChannels * Lanes;

    public nint SmallLength => (nint)Depth.Small * Height.Small * Width.Small * SmallChannels * Lanes;
}
