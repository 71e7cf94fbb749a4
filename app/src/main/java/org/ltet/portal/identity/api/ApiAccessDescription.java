package org.ltet.portal.identity.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Issuer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** How a program gets a token, and which scope each operation needs, in the API's description. */
@Configuration(proxyBeanMethods = false)
class ApiAccessDescription {

    private static final String OAUTH = "oauth2";

    @Bean
    OpenApiCustomizer tokenScheme(Issuer issuer, MessageSource messages) {
        return api -> {
            Components components = Objects.requireNonNullElseGet(api.getComponents(), Components::new);
            components.addSecuritySchemes(
                    OAUTH,
                    new SecurityScheme()
                            .type(SecurityScheme.Type.OAUTH2)
                            .flows(new OAuthFlows()
                                    .clientCredentials(new OAuthFlow()
                                            .tokenUrl(issuer.at("/oauth2/token"))
                                            .scopes(scopes(messages, ApiScope::forSystems)))
                                    .authorizationCode(new OAuthFlow()
                                            .authorizationUrl(issuer.at("/oauth2/authorize"))
                                            .tokenUrl(issuer.at("/oauth2/token"))
                                            .refreshUrl(issuer.at("/oauth2/token"))
                                            .scopes(scopes(messages, scope -> true)))));
            api.components(components).addSecurityItem(new SecurityRequirement().addList(OAUTH));
        };
    }

    private static Scopes scopes(MessageSource messages, Predicate<ApiScope> wanted) {
        Scopes scopes = new Scopes();
        Arrays.stream(ApiScope.values())
                .filter(wanted)
                .forEach(scope -> scopes.addString(
                        scope.text(), messages.getMessage("clients.scope." + scope.name(), null, Locale.ENGLISH)));
        return scopes;
    }

    @Bean
    OperationCustomizer scopeOfOperation() {
        return (operation, handler) -> {
            if (AnnotatedElementUtils.hasAnnotation(handler.getMethod(), AllowAnyone.class)
                    || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), AllowAnyone.class)) {
                return operation.security(List.of());
            }
            return withScope(operation, handler);
        };
    }

    private static Operation withScope(Operation operation, HandlerMethod handler) {
        InScope rule = handler.getMethodAnnotation(InScope.class);
        if (rule == null) {
            rule = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), InScope.class);
        }
        if (rule == null || rule.value().length == 0) {
            return operation;
        }
        return operation.security(List.of(new SecurityRequirement()
                .addList(OAUTH, Arrays.stream(rule.value()).map(ApiScope::text).toList())));
    }
}
