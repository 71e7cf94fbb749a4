package org.ltet.portal.identity.clients.web;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.clients.ClientKind;
import org.ltet.portal.identity.clients.ClientSecrets;
import org.ltet.portal.identity.clients.ClientStatus;
import org.ltet.portal.identity.clients.ClientView;
import org.ltet.portal.identity.clients.ClientWish;
import org.ltet.portal.identity.clients.Clients;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The system admin's register of programs that may use the API (ACC-8). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class ClientController implements NavigationContribution {

    private static final String LIST = "/operations/clients";

    private final Clients clients;
    private final ClientSecrets secrets;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ClientController(Clients clients, ClientSecrets secrets, TransactionTemplate transactions, Clock clock) {
        this.clients = clients;
        this.secrets = secrets;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SYSTEM_ADMIN.name())
                ? List.of(new NavigationItem(LIST, "clients.title", "shield", 870))
                : List.of();
    }

    @GetMapping(LIST)
    ModelAndView list(Page page, @RequestParam(required = false) @Nullable UUID before) {
        return new ModelAndView(
                "identity/clients", Map.of("page", page, "slice", clients.page(before), "now", clock.instant()));
    }

    @GetMapping(LIST + "/new")
    ModelAndView start(Page page, @RequestParam(defaultValue = "system") String kind) {
        return asking(page, kind(kind), Form.empty(), HttpStatus.OK);
    }

    /** A system that signs with no key of its own gets its first secret at once. */
    @FreshFactor
    @PostMapping(LIST)
    ModelAndView register(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        ClientKind kind = kind(form.value("kind"));
        Optional<ClientWish> wish = ClientForm.read(form, clock);
        if (wish.isPresent()) {
            try {
                return registered(page, kind, wish.get(), redirect);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return asking(page, kind, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView registered(Page page, ClientKind kind, ClientWish wish, RedirectAttributes redirect) {
        record Registered(ClientView client, @Nullable String secret) {}
        Registered made = Objects.requireNonNull(transactions.execute(status -> {
            ClientView client = clients.get(clients.register(kind, wish));
            boolean needsSecret = kind == ClientKind.SYSTEM && client.publicKey() == null;
            return new Registered(client, needsSecret ? secrets.make(client) : null);
        }));
        if (made.secret() != null) {
            return secret(page, made.client(), made.secret());
        }
        Flash.success(redirect, "clients.registered", made.client().name());
        return new ModelAndView("redirect:" + LIST + "/" + made.client().id());
    }

    @GetMapping(LIST + "/{id}")
    ModelAndView show(Page page, @PathVariable UUID id) {
        ClientView client = clients.get(id);
        return showing(page, client, ClientForm.of(client), HttpStatus.OK);
    }

    @FreshFactor
    @PostMapping(LIST + "/{id}")
    ModelAndView change(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        ClientView client = clients.get(id);
        Form form = Form.of(typed);
        Optional<ClientWish> wish = ClientForm.read(form, clock);
        Optional<Integer> version = form.integer("version", 1, Integer.MAX_VALUE);
        if (wish.isPresent() && version.isPresent()) {
            try {
                clients.change(id, version.get(), wish.get());
                Flash.success(redirect, "clients.saved");
                return detail(id);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return showing(page, client, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @FreshFactor
    @PostMapping(LIST + "/{id}/secrets")
    ModelAndView newSecret(Page page, @PathVariable UUID id) {
        ClientView client = clients.get(id);
        return secret(page, client, secrets.make(client));
    }

    @FreshFactor
    @PostMapping(LIST + "/{id}/secrets/{secretId}/end")
    ModelAndView endSecret(@PathVariable UUID id, @PathVariable UUID secretId, RedirectAttributes redirect) {
        secrets.end(clients.get(id), secretId);
        Flash.success(redirect, "clients.secretEnded");
        return detail(id);
    }

    @FreshFactor
    @PostMapping(LIST + "/{id}/status")
    ModelAndView become(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String status, RedirectAttributes redirect) {
        ClientStatus wanted = Arrays.stream(ClientStatus.values())
                .filter(known -> known.name().equals(status))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("clients.noStatus"));
        clients.become(id, wanted);
        Flash.success(redirect, "clients.became." + wanted);
        return detail(id);
    }

    private static ModelAndView detail(UUID id) {
        return new ModelAndView("redirect:" + LIST + "/" + id);
    }

    private static ModelAndView asking(Page page, ClientKind kind, Form form, HttpStatus status) {
        return new ModelAndView("identity/clientNew", Map.of("page", page, "form", form, "kind", kind), status);
    }

    private ModelAndView showing(Page page, ClientView client, Form form, HttpStatus status) {
        Map<String, Object> model = new HashMap<>(Map.of("page", page, "form", form, "client", client));
        model.put("secrets", secrets.of(client.id()));
        model.put("now", clock.instant());
        return new ModelAndView("identity/client", model, status);
    }

    /** The only page that ever shows it. */
    private static ModelAndView secret(Page page, ClientView client, String secret) {
        return new ModelAndView("identity/clientSecret", Map.of("page", page, "client", client, "secret", secret));
    }

    private static ClientKind kind(String typed) {
        return typed.toUpperCase(Locale.ROOT).equals(ClientKind.PUBLIC.name()) ? ClientKind.PUBLIC : ClientKind.SYSTEM;
    }
}
