using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cake.Frosting.Tests;

/// <summary>
/// An assembly's public signatures as text, one type or member a line, for a comparison with an approved file.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(bool)] = "bool",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Lines);

    private static IEnumerable<string> Lines(Type type)
    {
        if (type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage)
            yield return $"[{usage.ValidOn}{(usage.AllowMultiple ? ", many" : "")}{(usage.Inherited ? "" : ", not inherited")}]";
        var bases = (
            type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType
                ? [parent]
                : Array.Empty<Type>()
        )
            .Concat(type.GetInterfaces().Where(one => one.IsVisible))
            .Select(Name)
            .ToArray();
        yield return $"{Kind(type)} "
            + $"{Name(type)}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}{Constraints(type.GetGenericArguments())}";
        var members = type.GetConstructors(Declared)
            .Where(IsVisible)
            .Select(one => $"{Access(one)}{type.Name.Split('`')[0]}({Parameters(one)})")
            .Concat(
                type.GetMethods(Declared).Where(method => IsVisible(method) && !IsOfRecord(method)).Select(Signature)
            )
            .Concat(
                type.GetFields(Declared)
                    .Where(field => field.IsPublic && !field.IsSpecialName)
                    .Select(field => $"{(field.IsLiteral ? "const " : "")}{Name(field.FieldType)} {field.Name}")
            );
        foreach (var member in members.Order(StringComparer.Ordinal))
            yield return "    " + member;
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type switch
        {
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };

    private static string Signature(MethodInfo method)
    {
        var kind =
            method.IsStatic ? "static "
            : method.DeclaringType!.IsInterface ? (method.IsAbstract ? "" : "default ")
            : method.IsAbstract ? "abstract "
            : method is { IsVirtual: true, IsFinal: false }
                ? (method.GetBaseDefinition() == method ? "virtual " : "override ")
            : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Access(method)}{kind}{Name(method.ReturnType)} "
            + $"{method.Name}{generic}({extension}{Parameters(method)}){Constraints(method.GetGenericArguments())}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // What the compiler gives every record tells nothing of ours.
    private static bool IsOfRecord(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !(
            method.IsSpecialName
            && (
                method.Name.StartsWith("get_", StringComparison.Ordinal)
                || method.Name.StartsWith("set_", StringComparison.Ordinal)
            )
        );

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(one => $"{Name(one.ParameterType)} {one.Name}"));

    private static string Constraints(Type[] arguments) =>
        string.Concat(arguments.Where(argument => argument.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type argument)
    {
        var flags = argument.GenericParameterAttributes;
        var parts = argument
            .GetGenericParameterConstraints()
            .Select(Name)
            .Prepend(flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : "")
            .Append(flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? "new()" : "");
        var text = string.Join(", ", parts.Where(part => part.Length > 0));
        return text.Length == 0 ? "" : $" where {argument.Name} : {text}";
    }

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        var name =
            type.IsGenericParameter
            || type.Namespace is "System" or "System.Threading.Tasks" or "System.Collections.Generic"
            || type.FullName is null && !type.IsGenericType
                ? type.Name
                : $"{type.Namespace}.{type.Name}";
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : name;
    }
}
