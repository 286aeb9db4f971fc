using Switchboard.Storage;

namespace Switchboard.Identity;

/// <summary>
/// Somebody to be, where everybody may see everybody's token: two customers and one of the staff, made at the first start.
/// </summary>
internal sealed class DemoUsers(Users users, AdministratorCredential administrator) : BeforeFunctions
{
    private static readonly UserWish[] People =
    [
        new("ada@customers.example", "Ada Lovelace", UserType.Customer, new ValidationErrors()),
        new("grace@customers.example", "Grace Hopper", UserType.Customer, new ValidationErrors()),
        new("edsger@staff.example", "Edsger Dijkstra", UserType.Staff, new ValidationErrors()),
    ];

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!administrator.IsOpen)
            return;
        foreach (var person in People)
        {
            // Of two processes that start at once, the address lets one make the user.
            if (await users.FindIdAsync(person.Email, cancellationToken) is null)
                await users.CreateAsync(person, cancellationToken);
        }
    }
}
