namespace Keras.Backends;

/// <summary>A backend by name, and the device it computes on; null leaves that to it.</summary>
internal sealed record BackendChoice(string Name, string? Device);
