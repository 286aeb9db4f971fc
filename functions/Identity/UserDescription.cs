using Switchboard.Http.OpenApi;

namespace Switchboard.Identity;

/// <summary>Describes users to clients.</summary>
internal sealed class UserDescription : IDescribesRoutes
{
    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Users", "Who may use tickets.")
            .Schema<UserJson>(
                "User",
                "Somebody who may use tickets.",
                ("token", "Says who they are; shown to everybody on a laptop, and elsewhere only when it is made."),
                ("user_type", "Customers see and touch what is their own, staff everything."))
            .Schema<EmbeddedUserJson>("EmbeddedUser", "Whose something is.");

        api.Operation(nameof(UserFunctions.ListUsers), "Lists users")
            .ForAdministrators()
            .Ok("Everybody.", Content.JsonArray(api, Example()));
        api.Operation(nameof(UserFunctions.CreateUser), "Creates a user")
            .ForAdministrators()
            .TakesInTickets(
                Schema.Object(
                    "A user to be created.",
                    ("email", Schema.Text("The mail address, which nobody else has.", longest: 150)),
                    ("name", Schema.Text("The name.", longest: 50)),
                    ("user_type", Schema.Word("The role.", "customer", "staff")))
                    .Requires("email", "name", "user_type"),
                Content.Example("""{"email":"alan@customers.example","name":"Alan Turing","user_type":"customer"}"""))
            .Answer(
                StatusCodes.Status201Created,
                "The user, with the token, which is not shown again.",
                Content.Json(api, Example() with { Email = "alan@customers.example", Name = "Alan Turing", Id = 4 }));
        api.Operation(nameof(UserFunctions.RotateUserToken), "Replaces the token of a user")
            .ForAdministrators()
            .CanBeMissing()
            .Ok("The user, with the new token. The old one is worth nothing any more.", Content.Json(api, Example()));
    }

    private static UserJson Example() => new(
        "5f3c1e0d9b8a7f6e5d4c3b2a190807f6e5d4c3b2", "ada@customers.example", UserType.Customer, "Ada Lovelace", 1);
}
