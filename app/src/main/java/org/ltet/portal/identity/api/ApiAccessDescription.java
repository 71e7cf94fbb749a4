package org.ltet.portal.identity.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Objects;
import org.ltet.portal.identity.AllowAnyone;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** How a program shows who it acts for, in the API's description. */
@Configuration(proxyBeanMethods = false)
class ApiAccessDescription {

    private static final String TOKEN = "token";

    @Bean
    OpenApiCustomizer tokenScheme() {
        return api -> {
            Components components = Objects.requireNonNullElseGet(api.getComponents(), Components::new);
            components.addSecuritySchemes(
                    TOKEN,
                    new SecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .bearerFormat("JWT"));
            api.components(components).addSecurityItem(new SecurityRequirement().addList(TOKEN));
        };
    }

    @Bean
    OperationCustomizer openWithoutToken() {
        return (operation, handler) -> AnnotatedElementUtils.hasAnnotation(handler.getMethod(), AllowAnyone.class)
                        || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), AllowAnyone.class)
                ? operation.security(List.of())
                : operation;
    }
}
