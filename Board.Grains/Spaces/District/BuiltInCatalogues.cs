using System.Collections.Immutable;

namespace Board.Spaces.District;

/// <summary>
/// The catalogues that come with Board, as they were published. They are data of the program, not of a district: nobody changes
/// them, and their ids and codes are never renamed, since lessons are tagged with them.
/// </summary>
public static class BuiltInCatalogues
{
    private const string Danielson =
        "Component labels of the Framework for Teaching by Charlotte Danielson, © The Danielson Group, danielsongroup.org. Labels only; the framework itself is theirs.";

    /// <summary>22 components in four domains. Source: C. Danielson, The Framework for Teaching Evaluation Instrument, 2013 edition.</summary>
    public static Catalogue Danielson2013 { get; } = Of("danielson2013", "Framework for Teaching, 2013", Danielson,
    [
        ("1a", "Demonstrating Knowledge of Content and Pedagogy", "Content and pedagogy"),
        ("1b", "Demonstrating Knowledge of Students", "Students"),
        ("1c", "Setting Instructional Outcomes", "Outcomes"),
        ("1d", "Demonstrating Knowledge of Resources", "Resources"),
        ("1e", "Designing Coherent Instruction", "Coherence"),
        ("1f", "Designing Student Assessments", "Assessments"),
        ("2a", "Creating an Environment of Respect and Rapport", "Respect"),
        ("2b", "Establishing a Culture for Learning", "Culture"),
        ("2c", "Managing Classroom Procedures", "Procedures"),
        ("2d", "Managing Student Behavior", "Behavior"),
        ("2e", "Organizing Physical Space", "Space"),
        ("3a", "Communicating with Students", "Communicating"),
        ("3b", "Using Questioning and Discussion Techniques", "Questioning"),
        ("3c", "Engaging Students in Learning", "Engagement"),
        ("3d", "Using Assessment in Instruction", "Checking"),
        ("3e", "Demonstrating Flexibility and Responsiveness", "Flexibility"),
        ("4a", "Reflecting on Teaching", "Reflecting"),
        ("4b", "Maintaining Accurate Records", "Records"),
        ("4c", "Communicating with Families", "Families"),
        ("4d", "Participating in the Professional Community", "Community"),
        ("4e", "Growing and Developing Professionally", "Growing"),
        ("4f", "Showing Professionalism", "Professionalism"),
    ]);

    /// <summary>22 components in four domains, partly reworded. Source: The Danielson Group, The Framework for Teaching, 2022.</summary>
    public static Catalogue Danielson2022 { get; } = Of("danielson2022", "Framework for Teaching, 2022", Danielson,
    [
        ("1a", "Applying Knowledge of Content and Pedagogy", "Content and pedagogy"),
        ("1b", "Knowing and Valuing Students", "Students"),
        ("1c", "Setting Instructional Outcomes", "Outcomes"),
        ("1d", "Using Resources Effectively", "Resources"),
        ("1e", "Planning Coherent Instruction", "Coherence"),
        ("1f", "Designing and Analyzing Assessments", "Assessments"),
        ("2a", "Cultivating Respectful and Affirming Environments", "Respect"),
        ("2b", "Fostering a Culture for Learning", "Culture"),
        ("2c", "Maintaining Purposeful Environments", "Purpose"),
        ("2d", "Supporting Positive Student Behavior", "Behavior"),
        ("2e", "Organizing Spaces for Learning", "Spaces"),
        ("3a", "Communicating About Purpose and Content", "Communicating"),
        ("3b", "Using Questioning and Discussion Techniques", "Questioning"),
        ("3c", "Engaging Students in Learning", "Engagement"),
        ("3d", "Using Assessment for Learning", "Checking"),
        ("3e", "Responding Flexibly to Student Needs", "Flexibility"),
        ("4a", "Engaging in Reflective Practice", "Reflecting"),
        ("4b", "Documenting Student Progress", "Progress"),
        ("4c", "Engaging Families and Communities", "Families"),
        ("4d", "Contributing to School Community and Culture", "Community"),
        ("4e", "Growing and Developing Professionally", "Growing"),
        ("4f", "Acting in Service of Students", "Service"),
    ]);

    /// <summary>
    /// Time on task and the nine elements of its three areas. Source: E. Molina, A. Pushparatnam, C. Melo, T. Wilichowski and others,
    /// Teach Primary (Second Edition), The World Bank, 2021.
    /// </summary>
    public static Catalogue Teach { get; } = new("teach2", "Teach, second edition",
        "Names of the areas and elements of Teach Primary (Second Edition), The World Bank, 2021. CC BY 4.0 IGO, creativecommons.org/licenses/by/4.0.",
    [
        new("T0", "Time on task", "", 4, ""),
        new("T1", "Supportive learning environment", "Support", 1, "Classroom culture"),
        new("T2", "Positive behavioral expectations", "Expectations", 1, "Classroom culture"),
        new("T3", "Lesson facilitation", "Facilitation", 2, "Instruction"),
        new("T4", "Checks for understanding", "Checks", 2, "Instruction"),
        new("T5", "Feedback", "", 2, "Instruction"),
        new("T6", "Critical thinking", "Thinking", 2, "Instruction"),
        new("T7", "Autonomy", "", 3, "Socioemotional skills"),
        new("T8", "Perseverance", "", 3, "Socioemotional skills"),
        new("T9", "Social and collaborative skills", "Collaboration", 3, "Socioemotional skills"),
    ]);

    public static ImmutableArray<Catalogue> All { get; } = [Danielson2022, Danielson2013, Teach];

    /// <summary>The catalogue of that id that comes with Board, or null.</summary>
    public static Catalogue? Of(string id) => All.FirstOrDefault(catalogue => catalogue.Id == id);

    /// <summary>A catalogue whose codes begin with their domain, which is their family.</summary>
    private static Catalogue Of(string id, string name, string source, ImmutableArray<(string Code, string Label, string Short)> components) =>
        new(id, name, source, [.. components.Select(component => new LookFor(component.Code, component.Label, component.Short, component.Code[0] - '0', ""))]);
}
