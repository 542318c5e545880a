using System.Reflection;

namespace Keras.Plotting.Tests;

/// <summary>What draws the figures stays inside: a program that makes one sees the library's own types and .NET's.</summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Figure_is_the_only_public_type() => Assert.Equal([typeof(Figure)], typeof(Figure).Assembly.GetExportedTypes());

    [Fact]
    public void Only_types_of_the_library_and_of_dotnet_are_in_sight()
    {
        string[] assemblies = [.. typeof(Figure).Assembly.GetExportedTypes().SelectMany(InSight).Select(AssemblyOf).Distinct()];

        Assert.Contains("Keras.Core", assemblies);
        Assert.DoesNotContain(assemblies, name => !IsOwn(name));
    }

    [Fact]
    public void A_type_of_another_library_would_be_found()
    {
        string[] assemblies = [.. InSight(typeof(Leaky)).Select(AssemblyOf).Where(name => !IsOwn(name)).Distinct().Order()];

        Assert.Equal(["NumSharp", "ScottPlot", "SkiaSharp"], assemblies);
    }

    private static string AssemblyOf(Type type) => type.Assembly.GetName().Name!;

    private static bool IsOwn(string assembly) =>
        assembly.StartsWith("Keras.", StringComparison.Ordinal) || assembly.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>Every type named by what a program can use of a type, inherited or declared.</summary>
    private static IEnumerable<Type> InSight(Type type)
    {
        IEnumerable<Type> bases = type.GetInterfaces().Append(type.BaseType ?? typeof(object));
        IEnumerable<Type> methods = type.GetMethods(Declared).Where(IsVisible).SelectMany(method => method.GetGenericArguments().SelectMany(argument => argument.GetGenericParameterConstraints())
            .Append(method.ReturnType).Concat(Parameters(method)));
        IEnumerable<Type> constructors = type.GetConstructors(Declared).Where(IsVisible).SelectMany(Parameters);
        IEnumerable<Type> fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(field => field.FieldType);
        return bases.Concat(methods).Concat(constructors).Concat(fields).SelectMany(Parts);
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static IEnumerable<Type> Parameters(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType);

    /// <summary>A type, and those that it is made of: of an array its elements, of a generic type its arguments.</summary>
    private static IEnumerable<Type> Parts(Type type) =>
        type.GetGenericArguments().Concat(type.HasElementType ? [type.GetElementType()!] : []).SelectMany(Parts).Append(type).Where(part => !part.IsGenericParameter);

    private abstract class Leaky : List<NumSharp.NDArray>
    {
        public abstract IReadOnlyList<SkiaSharp.SKBitmap[]> Bitmaps { get; }

        protected abstract void Draw<T>(ref T canvas) where T : ScottPlot.Plot;
    }
}
