using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Fusion;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Computes a region of elementwise values, cut into runs of tiles.</summary>
internal static unsafe class RegionOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Elements times instructions that are worth a task: a few microseconds, more where there are exponentials or divisions among them.
    private const long TaskSize = 1 << 15;

    public static Operation<T> Of(Region region)
    {
        string name = region.ToString();
        return new(name, region.Operands(), region.Results, placement => Bind(name, region, placement)) { ReadInPlace = region.ReadInPlace() };
    }

    private static Step Bind(string name, Region region, Placement<T> placement)
    {
        var program = RegionCompiler<T>.Compile(region, placement);
        nint length = region.Length, tiles = (length + program.Tile - 1) / program.Tile;
        nint tasks = Math.Clamp((nint)(length * (long)region.Members.Count / TaskSize), 1, Math.Min(Math.Max(tiles, 1), 64));
        nint part = (tiles + tasks - 1) / tasks * program.Tile;
        return new(name, (int)((length + part - 1) / Math.Max(part, 1)), region.Nanoseconds, (task, scratch) => program.Run(task * part, Math.Min(part, length - task * part), (T*)scratch), program.ScratchBytes);
    }
}
