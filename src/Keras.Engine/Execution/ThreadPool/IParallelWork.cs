namespace Keras.Engine.Execution;

/// <summary>Work that is cut into tasks, numbered from 0, that may run in any order on any thread.</summary>
internal interface IParallelWork
{
    void Run(int task);
}
