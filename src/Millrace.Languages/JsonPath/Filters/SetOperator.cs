namespace Millrace.Languages.JsonPath.Filters;

/// <summary>The operators that are words. They came after Jayway 2.0; their meaning is that of its documentation.</summary>
internal enum SetOperator
{
    /// <summary>The left value is in the right list.</summary>
    In,

    /// <summary>The left value is not in the right list.</summary>
    Nin,

    /// <summary>Every item of the left list is in the right one.</summary>
    SubsetOf,

    /// <summary>Some item of the left list is in the right one.</summary>
    AnyOf,

    /// <summary>No item of the left list is in the right one.</summary>
    NoneOf,

    /// <summary>Every item of the right list is in the left one.</summary>
    All,

    /// <summary>The left list has the right value as an item, or the left string has the right one in it.</summary>
    Contains,

    /// <summary>The left list or string has as many items or characters as the right number, or as the right list or string.</summary>
    Size,

    /// <summary>The left list, object or string is empty (<c>empty true</c>) or is one and is not (<c>empty false</c>).</summary>
    Empty,
}
